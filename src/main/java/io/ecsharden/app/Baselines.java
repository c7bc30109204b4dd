package io.ecsharden.app;

import io.ecsharden.report.BaselineDiff;
import io.ecsharden.report.BaselineReport;

/** Reads baselines without an instance, and without using them. */
public final class Baselines {

  private Baselines() {}

  /** A baseline with everything that it extends. */
  public static Result<BaselineReport> read(RunContext context, BaselineRequest request) {
    try {
      return new Result.Done<>(
          new BaselineReport(
              BaselineResolver.resolve(context, request, SystemsManager.unsent(context)),
              context.now()));
    } catch (StopException e) {
      return e.result();
    }
  }

  /** Where two baselines differ. */
  public static Result<BaselineDiff> compare(
      RunContext context, BaselineRequest before, BaselineRequest after) {
    try {
      return new Result.Done<>(
          new BaselineDiff(
              BaselineResolver.resolve(context, before, SystemsManager.unsent(context)),
              BaselineResolver.resolve(context, after, SystemsManager.unsent(context))));
    } catch (StopException e) {
      return e.result();
    }
  }
}
