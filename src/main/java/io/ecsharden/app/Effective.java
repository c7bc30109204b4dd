package io.ecsharden.app;

import io.ecsharden.report.EffectiveReport;
import io.ecsharden.settings.Instance;
import java.util.List;
import java.util.Optional;

/** Shows the effective settings of an instance, from its files alone. Writes nothing. */
public final class Effective {

  private Effective() {}

  /**
   * What to show.
   *
   * @param urls for which the choice of a proxy is shown
   * @param revealSecrets whether the report shows them
   */
  public record Request(List<String> urls, boolean revealSecrets) {
    public Request {
      urls = List.copyOf(urls);
    }
  }

  /**
   * The settings.
   *
   * @param unseen a line about a file that this process may not read
   */
  public record Done(EffectiveReport report, Optional<String> unseen) {}

  /** Reads the settings. */
  public static Result<Done> run(RunContext context, Request request) {
    try {
      Instance instance = InstanceReader.readFiles(context);
      EffectiveReport report =
          new EffectiveReport(
              instance,
              Audit.disclosure(request.revealSecrets()),
              request.urls(),
              HostIdentityReader.read(
                  context, instance, Audit.disclosure(request.revealSecrets())));
      return new Result.Done<>(new Done(report, InstanceReader.unseen(instance)));
    } catch (StopException e) {
      return e.result();
    }
  }
}
