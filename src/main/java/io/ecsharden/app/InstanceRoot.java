package io.ecsharden.app;

import io.ecsharden.host.files.RootDirectory;
import java.nio.file.Path;

/**
 * Where an instance's file system is: a directory that exists, with its links resolved.
 *
 * @param path absolute
 */
public record InstanceRoot(Path path) {

  /** Checks a directory. */
  public static Result<InstanceRoot> of(String directory) {
    return switch (RootDirectory.find(directory)) {
      case RootDirectory.Found(Path path) -> new Result.Done<>(new InstanceRoot(path));
      case RootDirectory.Wrong(String why) ->
          new StopException(Stop.Reason.WRONG_REQUEST, why).result();
      case RootDirectory.Forbidden(String why) ->
          new StopException(Stop.Reason.NO_PERMISSION, why).result();
    };
  }
}
