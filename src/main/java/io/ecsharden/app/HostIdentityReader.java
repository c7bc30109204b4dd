package io.ecsharden.app;

import io.ecsharden.aws.connection.Identity;
import io.ecsharden.facts.FileFact;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.report.HostIdentity;
import io.ecsharden.secrets.Disclosure;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.value.EffectiveValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Says which host this is, from two or three small files below its root. Opens no socket. */
final class HostIdentityReader {

  private static final String HOST_NAME = "/etc/hostname";

  private HostIdentityReader() {}

  static HostIdentity read(RunContext context, Instance instance, Disclosure disclosure) {
    HostRoot root = new HostRoot(context.root());
    EffectiveValue cluster = instance.settings().agent().get(AgentSettings.CLUSTER);
    return new HostIdentity(
        file(root, HOST_NAME)
            .map(bytes -> SensitiveText.prose(line(bytes)).shown(disclosure))
            .filter(name -> !name.isEmpty()),
        file(root, SystemsManager.CLOUD_INIT)
            .map(HostIdentityReader::line)
            .filter(id -> id.startsWith("i-") && Identity.isInstanceId(id))
            .or(() -> file(root, SystemsManager.REGISTRATION).flatMap(Identity::ofActivation)),
        Optional.of(cluster.text().shown(disclosure)).filter(name -> !name.isEmpty()));
  }

  private static Optional<byte[]> file(HostRoot root, String path) {
    return root.read(path) instanceof FileFact.Content content
        ? Optional.of(content.bytes())
        : Optional.empty();
  }

  private static String line(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8).strip();
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end).strip();
  }
}
