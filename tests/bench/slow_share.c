/* Delays every call into one folder, as a share over a slow network does. Loaded with LD_PRELOAD.
   SLOW_ROOT names the folder, SLOW_US how many microseconds a call takes. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void slow(const char *path) {
    static const char *root;
    static long us = -1;
    if (us < 0) {
        const char *said = getenv("SLOW_US");
        root = getenv("SLOW_ROOT");
        us = said ? atol(said) : 0;
    }
    if (root && path && us && strncmp(path, root, strlen(root)) == 0) usleep(us);
}

static void slow_at(int folder, const char *path) {
    char link[64], name[4096];
    if (path && path[0] == '/') { slow(path); return; }
    if (folder < 0) return;
    strcpy(link, "/proc/self/fd/");
    char digits[16]; int at = 15; digits[at] = 0;
    for (int rest = folder; at == 15 || rest; rest /= 10) digits[--at] = (char)('0' + rest % 10);
    strcat(link, digits + at);
    ssize_t length = readlink(link, name, sizeof name - 1);
    if (length > 0) { name[length] = 0; slow(name); }
}

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(real))dlsym(RTLD_NEXT, #name)

int stat(const char *p, struct stat *s) { REAL(stat); slow(p); return real(p, s); }
int lstat(const char *p, struct stat *s) { REAL(lstat); slow(p); return real(p, s); }
int stat64(const char *p, struct stat64 *s) { REAL(stat64); slow(p); return real(p, s); }
int lstat64(const char *p, struct stat64 *s) { REAL(lstat64); slow(p); return real(p, s); }
int fstatat(int d, const char *p, struct stat *s, int f) {
    REAL(fstatat); slow_at(d, p); return real(d, p, s, f);
}
int fstatat64(int d, const char *p, struct stat64 *s, int f) {
    REAL(fstatat64); slow_at(d, p); return real(d, p, s, f);
}
int fstat(int d, struct stat *s) { REAL(fstat); slow_at(d, ""); return real(d, s); }
int fstat64(int d, struct stat64 *s) { REAL(fstat64); slow_at(d, ""); return real(d, s); }
ssize_t read(int d, void *b, size_t n) { REAL(read); slow_at(d, ""); return real(d, b, n); }
DIR *opendir(const char *p) { REAL(opendir); slow(p); return real(p); }
int access(const char *p, int m) { REAL(access); slow(p); return real(p, m); }
int open(const char *p, int f, ...) {
    va_list more; va_start(more, f); mode_t m = va_arg(more, mode_t); va_end(more);
    REAL(open); slow(p); return real(p, f, m);
}
int open64(const char *p, int f, ...) {
    va_list more; va_start(more, f); mode_t m = va_arg(more, mode_t); va_end(more);
    REAL(open64); slow(p); return real(p, f, m);
}
