"""Where each git host explains its tokens, and what a token is."""

WHAT = (
    "A token is a password made for one program. Your git host makes one in its own settings; give it the "
    "right to read and write repositories."
)
# By the end of the host's name.
_PAGES = (
    (
        "github.com",
        "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/"
        "managing-your-personal-access-tokens",
    ),
    ("gitlab.com", "https://docs.gitlab.com/user/profile/personal_access_tokens/"),
    ("bitbucket.org", "https://support.atlassian.com/bitbucket-cloud/docs/using-api-tokens/"),
    ("codeberg.org", "https://docs.codeberg.org/advanced/access-token/"),
    (
        "dev.azure.com",
        "https://learn.microsoft.com/azure/devops/organizations/accounts/"
        "use-personal-access-tokens-to-authenticate",
    ),
)


def page_of(host: str) -> str:
    """Return the address of a host's page on tokens, "" where none is known."""
    name = host.rpartition("://")[2].split(":")[0].casefold()
    return next((page for end, page in _PAGES if name == end or name.endswith(f".{end}")), "")
