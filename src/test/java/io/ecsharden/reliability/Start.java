package io.ecsharden.reliability;

import io.ecsharden.Attributes;
import io.ecsharden.Native;
import io.ecsharden.host.linux.Kernel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;

/** What an instance has been through before a scenario begins. */
interface Start {

  void prepare(Tree tree, Native program) throws IOException, InterruptedException;

  /** Nothing has run yet. */
  static Start of(Files files) {
    return (tree, program) -> files.write(tree);
  }

  /** A repair has run. */
  static Start fixed(Files files) {
    return (tree, program) -> {
      files.write(tree);
      program.run(CrashCheck.arguments("fix", tree));
    };
  }

  /** A repair has died when one of its files had been replaced. */
  static Start halfFixed(Files files) {
    return (tree, program) -> {
      files.write(tree);
      interrupt("fix", tree, program);
    };
  }

  /** A repair has run, and its roll-back has died when one of its files had been put back. */
  static Start halfBack(Files files) {
    return (tree, program) -> {
      fixed(files).prepare(tree, program);
      interrupt("rollback", tree, program);
    };
  }

  private static void interrupt(String verb, Tree tree, Native program)
      throws IOException, InterruptedException {
    Path folder = tree.root().getParent();
    Strace strace = new Strace(program, folder);
    Tree copy = tree.copy(folder.resolve("whole"));
    Fault second =
        strace.faults(CrashCheck.arguments(verb, copy)).stream()
            .filter(fault -> fault.kills() && takesPlace(fault))
            .skip(1)
            .findFirst()
            .orElseThrow();
    copy.delete();
    strace.with(second.injection(), CrashCheck.arguments(verb, tree));
  }

  /** Whether this call makes a file of the instance new, or removes it. */
  private static boolean takesPlace(Fault fault) {
    return switch (fault.call()) {
      case "renameat2" -> fault.line().contains(".ecs-harden-");
      case "unlinkat" -> fault.line().contains("zz-ecs-harden-");
      default -> false;
    };
  }

  /** The files of a small instance. */
  enum Files {
    NONE {
      @Override
      void write(Tree tree) {}
    },
    LINE {
      @Override
      void write(Tree tree) throws IOException {
        tree.withWrongLine();
        if (Attributes.areKept(tree.path(Tree.CONFIG))) {
          java.nio.file.Files.getFileAttributeView(
                  tree.path(Tree.CONFIG), UserDefinedFileAttributeView.class)
              .write("test", ByteBuffer.wrap(new byte[] {7}));
        }
        if (Kernel.effectiveUser() == 0) {
          java.nio.file.Files.setAttribute(tree.path(Tree.CONFIG), "unix:uid", 4711);
        }
      }
    },
    MISSING_LINE {
      @Override
      void write(Tree tree) throws IOException {
        tree.write(Tree.CONFIG, "ECS_CLUSTER=c", "rw-------");
      }
    },
    HARMFUL_LINE {
      @Override
      void write(Tree tree) throws IOException {
        tree.write(
            Tree.CONFIG,
            "ECS_AWSVPC_BLOCK_IMDS=true\nECS_AWSVPC_ADDITIONAL_LOCAL_ROUTES=[\"0.0.0.0/0\"]\n",
            "rw-r--r--");
      }
    },
    OPEN_SECRET {
      @Override
      void write(Tree tree) throws IOException {
        tree.write(
            Tree.CONFIG,
            "ECS_AWSVPC_BLOCK_IMDS=true\nECS_ENGINE_AUTH_TYPE=dockercfg\n"
                + "ECS_ENGINE_AUTH_DATA={\"a\":{\"auth\":\"x\"}}\n",
            "rw-r--r--");
      }
    },
    /** {@code ecs.config} and {@code ecs.config.json}. */
    TWO {
      @Override
      void write(Tree tree) throws IOException {
        tree.withWrongLine();
        tree.write(
            "etc/ecs/ecs.config.json",
            "{\"Cluster\": \"c\", \"EngineAuthType\": \"docker\","
                + " \"EngineAuthData\": {\"a\": {\"password\": \"x\"}}}\n",
            "rw-r--r--");
      }
    },
    DROP_IN {
      @Override
      void write(Tree tree) throws IOException {
        docker(tree);
        tree.write(
            DROP_INS + "/http-proxy.conf",
            "[Service]\nEnvironment=HTTP_PROXY=http://proxy:3128 HTTPS_PROXY=http://proxy:3128\n",
            "rw-r--r--");
      }
    },
    /** The program's own drop-in is there, and lacks an address. */
    OLDER_DROP_IN {
      @Override
      void write(Tree tree) throws IOException {
        DROP_IN.write(tree);
        tree.write(
            DROP_INS + "/zz-ecs-harden-no-proxy.conf",
            "[Service]\nEnvironment=\"NO_PROXY=.internal\"\n",
            "rw-r-----");
      }
    },
    DAEMON_JSON {
      @Override
      void write(Tree tree) throws IOException {
        docker(tree);
        tree.write(
            "etc/docker/daemon.json",
            "{\"proxies\": {\"http-proxy\": \"http://proxy:3128\", \"no-proxy\": \"*.internal\" }}\n",
            "rw-r--r--");
      }
    },
    /** {@code ecs.config}, {@code ecs.config.json} and {@code daemon.json}. */
    THREE {
      @Override
      void write(Tree tree) throws IOException {
        DAEMON_JSON.write(tree);
        TWO.write(tree);
      }
    },
    /** {@code ecs.config}, and a drop-in that is missing. */
    FILE_AND_DROP_IN {
      @Override
      void write(Tree tree) throws IOException {
        DROP_IN.write(tree);
        tree.withWrongLine();
      }
    };

    private static final String DROP_INS = "etc/systemd/system/docker.service.d";

    abstract void write(Tree tree) throws IOException;

    private static void docker(Tree tree) throws IOException {
      tree.write(
          "usr/lib/systemd/system/docker.service",
          "[Service]\nType=notify\nExecStart=/usr/bin/dockerd -H fd://\n",
          "rw-r--r--");
      tree.write(Tree.CONFIG, "ECS_CLUSTER=c\nECS_AWSVPC_BLOCK_IMDS=true\n", "rw-r-----");
      tree.write( // without it nobody knows what starts the agent, and half of the rules are silent
          "usr/lib/systemd/system/ecs.service",
          "[Service]\nEnvironmentFile=-/etc/ecs/ecs.config\n"
              + "ExecStart=/usr/libexec/amazon-ecs-init start\n",
          "rw-r--r--");
    }
  }
}
