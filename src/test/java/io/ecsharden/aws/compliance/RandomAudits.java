package io.ecsharden.aws.compliance;

import io.ecsharden.Hosts;
import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.BuiltinBaselines;
import io.ecsharden.baseline.Severity;
import io.ecsharden.control.AuditResult;
import io.ecsharden.control.Detail;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Finding.AppliedWaiver;
import io.ecsharden.control.Status;
import io.ecsharden.control.check.Controls;
import io.ecsharden.format.Location;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.value.Origin;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Audits whose texts are empty, long, at a limit and beyond it, and with unusual characters. */
final class RandomAudits {

  private static final String[] PARTS = {
    "",
    "a",
    " ",
    "\n",
    "\t",
    "\0",
    "\u001B[31m",
    "\u007F",
    "\u0085",
    "\u2028",
    "é",
    "中",
    "🙂",
    "\uD83D",
    "\uDE42",
    "\uFFFE",
    "\uFEFF",
    "\u202E",
    "e\u0301",
    "\"",
    "\\",
    "</script>",
    "'",
    "${x}"
  };
  private static final int[] LENGTHS = {
    1, 2, 31, 63, 64, 65, 99, 100, 101, 255, 256, 499, 500, 501, 4095, 4096, 4097, 9000
  };

  private final Random random;

  RandomAudits(long seed) {
    random = new Random(seed);
  }

  /** The next one, with so many findings. */
  AuditResult next(int findings) {
    List<Finding> list = new ArrayList<>();
    for (int i = 0; i < findings; i++) {
      list.add(finding(i));
    }
    Baseline plain = BuiltinBaselines.parsed(Controls.catalog()).firstEntry().getValue();
    Baseline random =
        new Baseline(
            text(),
            text(),
            List.of(),
            plain.settings(),
            plain.controls(),
            plain.waivers(),
            List.of(),
            Baseline.Choice.OPTION);
    Hosts host = Hosts.instance().with("/etc/ecs/ecs.config", "ECS_CLUSTER=" + text() + "\n");
    return new AuditResult(Instance.of(host.facts()), random, Reports.NOW, list);
  }

  private Finding finding(int number) {
    Status[] all = Status.values();
    boolean single = random.nextBoolean();
    return new Finding(
        single ? "control-" + number : "agent-settings",
        text(),
        single ? Optional.empty() : Optional.of(text()),
        all[random.nextInt(all.length)],
        Severity.values()[random.nextInt(Severity.values().length)],
        maybe().map(Origin::wholeFile),
        maybe().map(SensitiveText::words),
        maybe(),
        SensitiveText.words(text()),
        text(),
        details(),
        List.of(),
        random.nextInt(3) == 0 ? Optional.of(waiver()) : Optional.empty());
  }

  private List<Detail> details() {
    List<Detail> details = new ArrayList<>();
    for (int i = random.nextInt(30); i > 20; i--) {
      details.add(
          new Detail(
              "kind",
              Origin.wholeFile(text()),
              maybe(),
              maybe().map(SensitiveText::words),
              maybe().map(SensitiveText::words),
              text(),
              text()));
    }
    return details;
  }

  private AppliedWaiver waiver() {
    LocalDate day = LocalDate.of(random.nextInt(9999) + 1, 12, 31);
    return new AppliedWaiver(text(), text(), day, random.nextBoolean(), Location.wholeFile(text()));
  }

  private Optional<String> maybe() {
    return random.nextBoolean() ? Optional.of(text()) : Optional.empty();
  }

  private String text() {
    int length = LENGTHS[random.nextInt(random.nextInt(4) == 0 ? LENGTHS.length : 8)];
    StringBuilder text = new StringBuilder();
    String only = random.nextBoolean() ? PARTS[random.nextInt(PARTS.length)] : "x";
    boolean mixed = random.nextBoolean();
    if (!mixed && only.isEmpty()) {
      return "";
    }
    while (text.length() < length) {
      text.append(mixed ? PARTS[random.nextInt(PARTS.length)] : only);
    }
    text.setLength(length);
    return text.toString();
  }
}
