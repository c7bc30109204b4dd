package io.ecsharden.aws;

import io.ecsharden.Native;
import io.ecsharden.standin.AwsStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The sample instance's files, and the executable beside the stand-in for AWS, with nothing in its
 * environment but what a test sets: at first the stand-in's addresses and good keys.
 */
public final class ReportingInstance {

  private static final Path SAMPLE = Path.of("ecs-config/sample-instance");

  /** Times, and the names of receipts, which are times. */
  private static final Pattern MOMENTS =
      Pattern.compile("\\d{4}-?\\d\\d-?\\d\\dT\\d\\d:?\\d\\d:?\\d\\d(\\.\\d+)?Z");

  /** What came of a run, without the times that no two runs have in common. */
  public record Outcome(int code, String out, List<String> err, double seconds) {}

  private final Path folder;
  private final Path root;
  private final Map<String, String> environment = new TreeMap<>();

  ReportingInstance(Path folder, AwsStandIn aws) throws IOException {
    this.folder = folder;
    this.root = folder.resolve("root");
    beside(aws);
    restore();
  }

  /** With the stand-in's addresses and good keys, and with nothing else. */
  ReportingInstance beside(AwsStandIn aws) {
    environment.clear();
    environment.put("AWS_REGION", AwsStandIn.REGION);
    environment.put("AWS_ENDPOINT_URL_SSM", aws.ssm().toString());
    environment.put("AWS_ACCESS_KEY_ID", AwsStandIn.ACCESS_KEY);
    environment.put("AWS_SECRET_ACCESS_KEY", AwsStandIn.SECRET_KEY);
    environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", aws.imds().toString());
    return this;
  }

  /** Everything as it was at first. */
  ReportingInstance restore() throws IOException {
    if (Files.exists(root)) {
      try (Stream<Path> all = Files.walk(root)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    try (Stream<Path> all = Files.walk(SAMPLE)) {
      for (Path path : all.toList()) {
        Files.copy(path, root.resolve(SAMPLE.relativize(path).toString()));
      }
    }
    return this;
  }

  ReportingInstance with(String variable, Object value) {
    environment.put(variable, value.toString());
    return this;
  }

  ReportingInstance without(String... variables) {
    environment.keySet().removeAll(List.of(variables));
    return this;
  }

  Path path(String name) {
    return root.resolve(name);
  }

  /** What is in a folder of the state; empty where it is not there. */
  List<Path> state(String name) throws IOException {
    Path inState = root.resolve("var/lib/ecs-harden").resolve(name);
    if (!Files.isDirectory(inState)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(inState)) {
      return files.filter(path -> path.toString().endsWith(".json")).sorted().toList();
    }
  }

  /** Runs a verb with options, separated by spaces. */
  Outcome run(String line) throws IOException, InterruptedException {
    return run(List.of(), line);
  }

  /** The same below another command. */
  Outcome run(List<String> above, String line) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("env", "-i"));
    environment.forEach((name, value) -> command.add(name + "=" + value));
    command.add("PATH=" + System.getenv("PATH"));
    command.addAll(above);
    command.add(Native.executable().toString());
    command.addAll(List.of(line.split(" ")));
    command.addAll(List.of("--root", root.toString()));
    long begin = System.nanoTime();
    Native.Result result = new Native(folder).execute(command);
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new Outcome(
        result.code(),
        MOMENTS.matcher(result.out()).replaceAll("<time>"),
        result.err().lines().toList(),
        seconds);
  }
}
