package io.ecsharden.cli;

import io.ecsharden.secrets.SecretExamples;
import java.util.ArrayList;
import java.util.List;

/**
 * Secrets in the files of an instance, each with a text of its own that must be in no output.
 *
 * @param files the lines that hold them, by file
 * @param marks what no output may show
 */
record Planted(List<Line> files, List<String> marks) {

  /** A line of a file, or the whole of one. */
  record Line(String file, String text) {}

  private static final String CONFIG = "etc/ecs/ecs.config";

  /** How many secrets are in all of them. */
  static int count(List<Planted> instances) {
    return instances.stream().mapToInt(instance -> instance.marks().size()).sum();
  }

  /** Instances with each token, name and login in several places. */
  static List<Planted> all() {
    List<Planted> all = new ArrayList<>();
    List<SecretExamples.Example> tokens = SecretExamples.tokens(all.size());
    for (int i = 0; i < tokens.size(); i += 6) {
      Builder builder = new Builder();
      for (int j = i; j < Math.min(i + 6, tokens.size()); j++) {
        builder.token(j - i, tokens.get(j));
      }
      all.add(builder.planted());
    }
    List<SecretExamples.Example> lines = SecretExamples.lines(1000);
    for (int i = 0; i < lines.size(); i += 8) {
      Builder builder = new Builder();
      for (int j = i; j < Math.min(i + 8, lines.size()); j++) {
        builder.line(j, lines.get(j));
      }
      all.add(builder.planted());
    }
    return all;
  }

  private static final class Builder {
    private final List<Line> files = new ArrayList<>();
    private final List<String> marks = new ArrayList<>();

    void token(int place, SecretExamples.Example token) {
      String text = token.text();
      marks.add(token.mark());
      switch (place) {
        case 0 -> {
          config("ECS_CLUSTER=" + text);
          config("# the old one: " + text);
          files.add(new Line("etc/hostname", text + "\n"));
        }
        case 1 -> {
          config("ECS_INSTANCE_ATTRIBUTES={\"a\":\"" + text + "\",\"b\":[]}");
          config("FOO=" + text);
        }
        case 2 -> {
          config("ECS_AWSVPC_BLOCK_IMDS=" + text);
          files.add(new Line("etc/docker/daemon.json", "{\"" + text + "\": \"" + text + "\"}"));
        }
        case 3 -> {
          config(text);
          config("ECS_RESERVED_MEMORY=" + text);
          files.add(
              new Line("etc/ecs/ecs.config.json", "{\"Cluster\":\"a\",\"x\":\"" + text + "\"}"));
        }
        case 4 -> {
          config("export ECS_LOGLEVEL=\"" + text + "\" # " + text);
          files.add(
              new Line(
                  "etc/systemd/system/ecs.service.d/a.conf",
                  "[Service]\nEnvironment=\"ECS_BACKEND_HOST=" + text + "\"\n"));
        }
        default -> {
          config("ECS_CONTAINER_INSTANCE_TAGS={\"a\":\"" + text + "\"}");
          config("ECS_LOGFILE=" + text + "ECS_DATADIR=/x");
          files.add(new Line("etc/os-release", "ID=amzn\nPRETTY_NAME=\"" + text + "\"\n"));
        }
      }
    }

    void line(int number, SecretExamples.Example line) {
      marks.add(line.mark());
      config(number % 3 == 1 ? "export " + line.text() : line.text());
      if (number % 8 == 5) {
        files.add(
            new Line(
                "etc/systemd/system/docker.service.d/http-proxy.conf",
                "[Service]\nEnvironment=\"" + line.text().replace("\"", "\\\"") + "\"\n"));
      }
    }

    private void config(String line) {
      files.add(new Line(CONFIG, line));
    }

    Planted planted() {
      return new Planted(files, marks);
    }
  }
}
