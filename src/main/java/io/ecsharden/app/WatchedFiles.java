package io.ecsharden.app;

import io.ecsharden.host.HostInspector;
import io.ecsharden.host.files.FileStates;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.files.Lookups;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The files that decide: those that an audit of this instance reads now, and those of the baseline.
 */
public final class WatchedFiles {

  private static final Path OWN = Path.of("/");

  private final RunContext context;
  private final Lookups instance = new Lookups();
  private final Lookups baseline;

  private WatchedFiles(RunContext context, Lookups baseline) {
    this.context = context;
    this.baseline = baseline;
  }

  /** Finds them. Reads the instance's files once. */
  public static WatchedFiles find(RunContext context, DaemonBaseline baseline) {
    WatchedFiles files = new WatchedFiles(context, baseline.lookups());
    new HostInspector(new HostRoot(context.root(), files.instance)).inspect(context.environment());
    return files;
  }

  /** How they are now. */
  public Moment now() {
    FileStates there = FileStates.of(context.root(), instance);
    FileStates here = FileStates.of(OWN, baseline);
    Instant now = context.now();
    long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    return new Moment(there, here, there.isFresh(nanos) || here.isFresh(nanos));
  }

  /**
   * How they were at one moment.
   *
   * @param fresh whether something had changed so shortly before that another change right
   *     afterwards might not show
   */
  public record Moment(FileStates instance, FileStates baseline, boolean fresh) {

    /** Whether nothing has changed since, as far as it shows. */
    public boolean isSame(Moment later) {
      return instance.isSame(later.instance) && baseline.isSame(later.baseline);
    }

    /** Directories in which a change can be seen; with each, whether its files are read. */
    public Map<Path, Boolean> directories() {
      Map<Path, Boolean> all = new HashMap<>(instance.directories());
      baseline.directories().forEach((path, files) -> all.merge(path, files, Boolean::logicalOr));
      return all;
    }
  }
}
