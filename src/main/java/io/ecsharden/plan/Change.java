package io.ecsharden.plan;

import io.ecsharden.facts.HostFacts;
import java.util.List;
import java.util.Set;

/**
 * One change of an instance, as data. A kind says itself what the instance is like with it. The
 * compiler names the other places that a new kind needs: how it is applied, undone and recorded
 * ({@code repair.Transaction}), and how it is shown ({@code report.TextFix}, {@code
 * report.JsonFix}).
 */
public sealed interface Change permits FileContent, BlockChange, ServiceRestart {

  /** Why, at least one. */
  List<Reason> reasons();

  /** What has to be done for it to take effect. */
  Set<Restart> restarts();

  /** The machine with this change, as far as that can be known before. */
  HostFacts on(HostFacts facts);
}
