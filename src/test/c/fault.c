/*
 * fault -e inject=CALL:signal=SIGKILL:when=N [-e inject=CALL:error=EIO:when=N+] PROGRAM ARGUMENTS
 *
 * Runs a program, and lets a system call fail, or the process die there: what strace's -e inject does, in its words.
 * It is here because the crash matrix needs some ten thousand runs. A filter in the kernel stops the program at
 * the named calls only, for signals too, which strace (6.1) cannot do; and there is nothing to load or to test first.
 * As in strace, each thread counts its own calls. Exits as the program does, or with 127 and a line. x86-64 only.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef __x86_64__
#error "knows the registers of x86-64 only"
#endif

struct name {
  const char *name;
  long number;
};

#define CALL(n) {#n, SYS_##n}
static const struct name calls[] = {
    CALL(access),     CALL(close),     CALL(fchmod),      CALL(fchown),   CALL(fgetxattr), CALL(flistxattr),
    CALL(flock),      CALL(fremovexattr), CALL(fsetxattr), CALL(fstat),   CALL(fstatfs),   CALL(fsync),
    CALL(ftruncate),  CALL(getdents64), CALL(lseek),      CALL(mkdirat),  CALL(open),      CALL(openat),
    CALL(read),       CALL(readlink),  CALL(readlinkat),  CALL(renameat2), CALL(statx),    CALL(unlinkat),
    CALL(write),      {"openat2", 437}, {NULL, 0}};

#define VALUE(n) {#n, n}
static const struct name errors[] = {VALUE(EACCES), VALUE(EBUSY),  VALUE(EDQUOT), VALUE(EINTR), VALUE(EIO),
                                     VALUE(EMFILE), VALUE(ENOMEM), VALUE(ENOSPC), VALUE(ENOSYS), VALUE(EPERM),
                                     VALUE(EROFS),  VALUE(EXDEV),  {NULL, 0}};
static const struct name signals[] = {VALUE(SIGHUP), VALUE(SIGINT), VALUE(SIGKILL), VALUE(SIGTERM), {NULL, 0}};

/* What happens at which call. */
static struct fault {
  long call;
  int signal;
  int error;
  long first; /* which call of that name, from 1 */
  long step;  /* 0: that one only; 2: every second one from there on */
} faults[4];
static int count;

/* How often each thread has made the call of each fault. */
static struct thread {
  pid_t id;
  long made[4];
} threads[64];

static void fail(const char *what) {
  fprintf(stderr, "fault: %s: %s\n", what, strerror(errno));
  exit(127);
}

static long number(const struct name *table, const char *name, size_t length) {
  for (; table->name != NULL; table++) {
    if (strlen(table->name) == length && strncmp(table->name, name, length) == 0) {
      return table->number;
    }
  }
  errno = EINVAL;
  fail(name);
  return -1;
}

/* inject=CALL:signal=SIGKILL:when=N, or error=EIO and when=N+ or N+2 */
static void parse(const char *text) {
  struct fault *f = &faults[count++];
  const char *call = strchr(text, '=') + 1;
  const char *what = strchr(call, ':') + 1;
  const char *value = strchr(what, '=') + 1;
  const char *when = strchr(value, ':');
  size_t length = when == NULL ? strlen(value) : (size_t)(when - value);
  char *end = "+";

  f->call = number(calls, call, (size_t)(what - 1 - call));
  f->signal = *what == 's' ? (int)number(signals, value, length) : 0;
  f->error = *what == 'e' ? (int)number(errors, value, length) : 0;
  f->first = when == NULL ? 1 : strtol(when + strlen(":when="), &end, 10);
  f->step = *end != '+' ? 0 : end[1] == '\0' ? 1 : strtol(end + 1, NULL, 10);
}

/* Lets the kernel stop this process at the calls of the faults, and at no other. */
static void filter(void) {
  struct sock_filter program[2 * 4 + 2];
  int n = 0;
  program[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
  for (int i = 0; i < count; i++) {
    program[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)faults[i].call, 0, 1);
    program[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE);
  }
  program[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  struct sock_fprog all = {.len = (unsigned short)n, .filter = program};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &all) != 0) {
    fail("seccomp");
  }
}

static struct thread *thread(pid_t id) {
  for (int i = 0; i < 64; i++) {
    if (threads[i].id == id || threads[i].id == 0) {
      threads[i].id = id;
      return &threads[i];
    }
  }
  fail("too many threads");
  return NULL;
}

/* A thread is about to make one of the calls. */
static void at_call(pid_t program, pid_t id) {
  struct user_regs_struct registers;
  struct thread *t = thread(id);
  if (ptrace(PTRACE_GETREGS, id, 0, &registers) != 0) {
    return; /* it died meanwhile */
  }
  for (int i = 0; i < count; i++) {
    struct fault *f = &faults[i];
    if ((long)registers.orig_rax != f->call) {
      continue;
    }
    long later = ++t->made[i] - f->first;
    if (later != 0 && (later < 0 || f->step == 0 || later % f->step != 0)) {
      continue;
    }
    if (f->signal != 0) {
      kill(program, f->signal);
    } else {
      registers.orig_rax = (unsigned long)-1L;
      registers.rax = (unsigned long)(long)-f->error;
      ptrace(PTRACE_SETREGS, id, 0, &registers);
    }
    return;
  }
}

/* Follows the program and its threads to their end. */
static int follow(pid_t program) {
  int result = 0;
  int status;
  pid_t id;
  while ((id = waitpid(-1, &status, __WALL)) > 0) {
    int deliver = 0;
    if (!WIFSTOPPED(status)) {
      result = id == program ? status : result;
      continue;
    }
    if (status >> 16 == PTRACE_EVENT_SECCOMP) {
      at_call(program, id);
    } else if (status >> 16 == 0 && WSTOPSIG(status) != SIGSTOP) {
      deliver = WSTOPSIG(status); /* a thread begins with SIGSTOP; every other signal is meant */
    }
    ptrace(PTRACE_CONT, id, 0, deliver);
  }
  return result;
}

int main(int argc, char **argv) {
  int next = 1;
  for (; next + 1 < argc && count < 4 && strcmp(argv[next], "-e") == 0; next += 2) {
    parse(argv[next + 1]);
  }
  pid_t program = fork();
  if (program == 0) {
    ptrace(PTRACE_TRACEME, 0, 0, 0);
    raise(SIGSTOP);
    filter();
    execvp(argv[next], argv + next);
    fail(argv[next]);
  }
  int status;
  if (waitpid(program, &status, __WALL) != program || !WIFSTOPPED(status)) {
    fail("ptrace");
  }
  ptrace(PTRACE_SETOPTIONS, program, 0,
         PTRACE_O_EXITKILL | PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACEEXEC
             | PTRACE_O_TRACESECCOMP);
  ptrace(PTRACE_CONT, program, 0, 0);
  status = follow(program);
  if (WIFSIGNALED(status)) {
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    signal(WTERMSIG(status), SIG_DFL);
    raise(WTERMSIG(status));
  }
  return WEXITSTATUS(status);
}
