package io.ecsharden.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ecsharden.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the executable while its system calls are watched, or fail. */
public final class Strace {

  private static final List<String> COMMAND = List.of("strace", "-f", "-qq", "-e", "signal=none");

  /**
   * A call's beginning: not the second half of one that another thread interrupted, nor {@code ???(
   * <detached ...>}, which strace writes of a thread that ended while it was looked at.
   */
  private static final Pattern LINE = Pattern.compile("^(\\d+) +(\\w+)\\((.*)$");

  /** With this the program itself begins; before it, its runtime looks for itself. */
  private static final String BEGIN = "\"/proc/self/fd\"";

  /**
   * A call that fails each time.
   *
   * @param call its name
   * @param error {@code ENOSYS}
   */
  record Refusal(String call, String error) {
    String injection() {
      return "inject=" + call + ":error=" + error + ":when=1+";
    }
  }

  private final Native program;
  private final Path folder;
  private final Optional<Refusal> always;

  /** Every call runs as the kernel has it. */
  public Strace(Native program, Path folder) {
    this(program, folder, Optional.empty());
  }

  /**
   * @param always a call that fails in every run
   */
  Strace(Native program, Path folder, Optional<Refusal> always) {
    this.program = program;
    this.folder = folder;
    this.always = always;
  }

  /** Skips a test, loudly, where strace may not be used. */
  public static void need(Native program) throws IOException, InterruptedException {
    boolean works =
        Native.has("strace")
            && program.shell("strace -f --seccomp-bpf -e trace=read -o /dev/null true").code() == 0;
    assumeTrue(works, "!!!! SKIPPED: needs strace, and the permission to use it !!!!");
  }

  /** Runs with something that strace does: {@code inject=fsync:error=EIO:when=2}. */
  Native.Result with(String injection, String... arguments)
      throws IOException, InterruptedException {
    Optional<Path> tool = FaultTool.path();
    return program.execute(
        tool.isPresent()
            ? withTool(tool.get(), injection, arguments)
            : command(options(injection), arguments));
  }

  /** Runs with something that strace does, and the tool does not know: a delay. */
  Native.Result delayed(String injection, String... arguments)
      throws IOException, InterruptedException {
    return program.execute(command(options(injection), arguments));
  }

  private List<String> withTool(Path tool, String injection, String... arguments) {
    List<String> command = new ArrayList<>(List.of(tool.toString()));
    always.ifPresent(refusal -> command.addAll(List.of("-e", refusal.injection())));
    command.addAll(List.of("-e", injection));
    return append(command, arguments);
  }

  /** Runs with nothing but the call that always fails. */
  Native.Result run(String... arguments) throws IOException, InterruptedException {
    return always.isPresent() ? with(always.get().injection(), arguments) : program.run(arguments);
  }

  /** The same, at calls that name this file by its whole path. */
  Native.Result with(String injection, Path file, String... arguments)
      throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(options(injection));
    options.addAll(List.of("-P", file.toString()));
    return program.execute(command(options, arguments));
  }

  private List<String> options(String injection) {
    String calls = injection.substring(injection.indexOf('=') + 1, injection.indexOf(':'));
    List<String> options = new ArrayList<>();
    if (always.isPresent() && !calls.equals(always.get().call())) {
      calls += "," + always.get().call();
      options.addAll(List.of("-e", always.get().injection()));
    }
    options.addAll(List.of("-e", "trace=" + calls, "-e", injection, "-o", "/dev/null"));
    return options;
  }

  /**
   * The calls of a run, of all its threads, a line each.
   *
   * @param calls their names, with commas between them
   * @param code the exit code that the run must have
   */
  public List<String> lines(String calls, int code, String... arguments)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(folder, "strace", ".log");
    List<String> options = new ArrayList<>(List.of("-e", "trace=" + calls, "-o", log.toString()));
    always.ifPresent(refusal -> options.addAll(List.of("-e", refusal.injection())));
    Native.Result result = program.execute(command(options, arguments));
    assertEquals(code, result.code(), result.toString());
    List<String> lines = Files.readAllLines(log).stream().filter(LINE.asMatchPredicate()).toList();
    Files.delete(log);
    return lines;
  }

  /** Everything that can go wrong in a run. */
  List<Fault> faults(String... arguments) throws IOException, InterruptedException {
    List<String> lines = lines(Fault.CALLS, 0, arguments);
    String thread =
        lines.stream().filter(l -> l.contains(BEGIN)).findFirst().orElseThrow().split(" ")[0];
    Map<String, Integer> numbers = new HashMap<>();
    List<Fault> faults = new ArrayList<>();
    Set<String> first = new HashSet<>();
    boolean begun = false;
    for (String line : lines) {
      Matcher call = LINE.matcher(line);
      if (call.matches() && call.group(1).equals(thread)) {
        int number = numbers.merge(call.group(2), 1, Integer::sum);
        begun |= line.contains(BEGIN);
        boolean fails = always.filter(refusal -> refusal.call().equals(call.group(2))).isPresent();
        if (begun && !fails) {
          List<Fault> here = Fault.of(call.group(2), number, call.group(3));
          faults.addAll(here);
          if (first.add(call.group(2))) {
            Fault.always(here).ifPresent(faults::add);
          }
        }
      }
    }
    return faults;
  }

  private static List<String> command(List<String> options, String... arguments) {
    List<String> command = new ArrayList<>(COMMAND);
    if (options.stream().noneMatch(option -> option.contains("signal="))) {
      // quicker, and (strace 6.1) deaf to the injection of signals
      command.add("--seccomp-bpf");
    }
    command.addAll(options);
    return append(command, arguments);
  }

  private static List<String> append(List<String> command, String... arguments) {
    command.add(Native.executable().toString());
    command.addAll(List.of(arguments));
    return command;
  }
}
