package io.ecsharden.host.files;

import java.nio.file.FileSystemException;

/** Symbolic links lead to each other, or there are too many. */
final class SymlinkLoopException extends FileSystemException {

  private static final long serialVersionUID = 1L;

  SymlinkLoopException(String path) {
    super(path, null, "Too many levels of symbolic links");
  }
}
