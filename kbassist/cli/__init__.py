"""The terminal's face of a workspace: sub-commands that write data to stdout and nothing else."""
