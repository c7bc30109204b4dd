package io.ecsharden.reliability;

import io.ecsharden.Attributes;
import io.ecsharden.Native;
import io.ecsharden.host.linux.Kernel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;

/** A small instance, and the verb that changes it. */
enum Scenario {
  CHANGE_A_LINE("fix") {
    @Override
    void prepare(Tree tree, Native program) throws IOException {
      tree.withWrongLine();
      UserDefinedFileAttributeView attributes =
          Files.getFileAttributeView(tree.path(Tree.CONFIG), UserDefinedFileAttributeView.class);
      if (Attributes.areKept(tree.path(Tree.CONFIG))) {
        attributes.write("test", ByteBuffer.wrap(new byte[] {7}));
      }
      if (Kernel.effectiveUser() == 0) {
        Files.setAttribute(tree.path(Tree.CONFIG), "unix:uid", 4711);
      }
    }
  },
  ADD_A_LINE("fix") {
    @Override
    void prepare(Tree tree, Native program) throws IOException {
      tree.write(Tree.CONFIG, "ECS_CLUSTER=c", "rw-------");
    }
  },
  CREATE_THE_FILE("fix") {
    @Override
    void prepare(Tree tree, Native program) {}
  },
  REMOVE_A_LINE("fix") {
    @Override
    void prepare(Tree tree, Native program) throws IOException {
      tree.write(
          Tree.CONFIG,
          "ECS_AWSVPC_BLOCK_IMDS=true\nECS_AWSVPC_ADDITIONAL_LOCAL_ROUTES=[\"0.0.0.0/0\"]\n",
          "rw-r--r--");
    }
  },
  NARROW_THE_MODE("fix") {
    @Override
    void prepare(Tree tree, Native program) throws IOException {
      tree.write(
          Tree.CONFIG,
          "ECS_AWSVPC_BLOCK_IMDS=true\nECS_ENGINE_AUTH_TYPE=dockercfg\n"
              + "ECS_ENGINE_AUTH_DATA={\"a\":{\"auth\":\"x\"}}\n",
          "rw-r--r--");
    }
  },
  TWO_FILES("fix") {
    @Override
    void prepare(Tree tree, Native program) throws IOException {
      twoFiles(tree);
    }
  },
  CREATE_A_DROP_IN("fix") {
    @Override
    void prepare(Tree tree, Native program) throws IOException {
      tree.write(
          DOCKER + "/http-proxy.conf",
          "[Service]\nEnvironment=HTTP_PROXY=http://proxy:3128 HTTPS_PROXY=http://proxy:3128\n",
          "rw-r--r--");
      docker(tree);
    }
  },
  CHANGE_DAEMON_JSON("fix") {
    @Override
    void prepare(Tree tree, Native program) throws IOException {
      daemonJson(tree);
      docker(tree);
    }
  },
  CHANGE_THREE_FILES("fix") {
    @Override
    void prepare(Tree tree, Native program) throws IOException {
      daemonJson(tree);
      docker(tree);
      twoFiles(tree);
    }
  },
  TAKE_THREE_FILES_BACK("rollback") {
    @Override
    void prepare(Tree tree, Native program) throws IOException, InterruptedException {
      daemonJson(tree);
      docker(tree);
      twoFiles(tree);
      program.run(CrashCheck.arguments("fix", tree));
    }
  },
  FIX_AFTER_HALF_A_ROLLBACK("fix") {
    @Override
    void prepare(Tree tree, Native program) throws IOException, InterruptedException {
      twoFiles(tree);
      program.run(CrashCheck.arguments("fix", tree));
      interrupt("rollback", tree, program);
    }
  },
  REMOVE_THE_FILE("rollback") {
    @Override
    void prepare(Tree tree, Native program) throws IOException, InterruptedException {
      program.run(CrashCheck.arguments("fix", tree));
    }
  },
  FINISH_A_FIX("fix") {
    @Override
    void prepare(Tree tree, Native program) throws IOException, InterruptedException {
      twoFiles(tree);
      interrupt("fix", tree, program);
    }
  },
  TAKE_BACK_HALF_A_FIX("rollback") {
    @Override
    void prepare(Tree tree, Native program) throws IOException, InterruptedException {
      twoFiles(tree);
      interrupt("fix", tree, program);
    }
  },
  FINISH_A_ROLLBACK("rollback") {
    @Override
    void prepare(Tree tree, Native program) throws IOException, InterruptedException {
      twoFiles(tree);
      program.run(CrashCheck.arguments("fix", tree));
      interrupt("rollback", tree, program);
    }
  };

  private static final String DOCKER = "etc/systemd/system/docker.service.d";

  private final String verb;

  Scenario(String verb) {
    this.verb = verb;
  }

  abstract void prepare(Tree tree, Native program) throws IOException, InterruptedException;

  private static void docker(Tree tree) throws IOException {
    tree.write(
        "usr/lib/systemd/system/docker.service",
        "[Service]\nType=notify\nExecStart=/usr/bin/dockerd -H fd://\n",
        "rw-r--r--");
  }

  private static void daemonJson(Tree tree) throws IOException {
    tree.write(
        "etc/docker/daemon.json",
        "{\"proxies\": {\"http-proxy\": \"http://proxy:3128\", \"no-proxy\": \"*.internal\" }}\n",
        "rw-r--r--");
  }

  private static void twoFiles(Tree tree) throws IOException {
    tree.withWrongLine();
    tree.write(
        "etc/ecs/ecs.config.json",
        "{\"Cluster\": \"c\", \"EngineAuthType\": \"docker\","
            + " \"EngineAuthData\": {\"a\": {\"password\": \"x\"}}}\n",
        "rw-r--r--");
  }

  /** Dies when one of two files has been replaced. */
  private static void interrupt(String verb, Tree tree, Native program)
      throws IOException, InterruptedException {
    Path folder = tree.root().getParent();
    Strace strace = new Strace(program, folder);
    Tree copy = tree.copy(folder.resolve("whole"));
    Fault second =
        strace.faults(CrashCheck.arguments(verb, copy)).stream()
            .filter(fault -> fault.kills() && fault.call().equals("renameat2"))
            .filter(fault -> fault.line().contains(".ecs-harden-"))
            .skip(1)
            .findFirst()
            .orElseThrow();
    strace.with(second.injection(), CrashCheck.arguments(verb, tree));
  }

  String verb() {
    return verb;
  }

  /** What takes the verb's change back. */
  String reverse() {
    return verb.equals("fix") ? "rollback" : "fix";
  }
}
