package io.ecsharden.plan;

import io.ecsharden.control.Remedy;
import io.ecsharden.control.Remedy.Plain;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.Utf8;
import io.ecsharden.format.json.JsonEditor;
import io.ecsharden.format.unit.BridgeBlock;
import io.ecsharden.format.unit.EnvironmentDropIn;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.agent.AgentSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Fulfils requests on the files of an instance, one after the other, lines first. */
final class RemedyApplier {

  static final List<String> ENV_FILES = List.of(HostFacts.ECS_CONFIG, HostFacts.INSTANCE_CONFIG);

  private final Instance instance;
  private final DraftInstance draft;

  private RemedyApplier(Instance instance) {
    this.instance = instance;
    this.draft = new DraftInstance(instance);
  }

  /**
   * The files with the requests fulfilled, as far as they can be.
   *
   * @param numbered whether lines may be named by number: they have those of the file on the disk
   */
  static DraftInstance apply(Instance instance, List<RequestedChange> requests, boolean numbered) {
    return new RemedyApplier(instance).all(requests, numbered);
  }

  private DraftInstance all(List<RequestedChange> requests, boolean numbered) {
    List<RequestedChange> rest = Contradictions.withdrawn(requests, draft);
    for (String path : ENV_FILES) {
      List<RequestedChange> lines =
          rest.stream()
              .filter(r -> r.remedy() instanceof Plain plain && plain.path().equals(path))
              .toList();
      new LineRepairs(instance, draft, numbered).rewrite(path, lines);
    }
    new VariableEdits(instance, draft).apply(rest);
    rest.forEach(this::applyOther);
    return draft;
  }

  /** What is neither a line nor a variable. */
  private void applyOther(RequestedChange request) {
    switch (request.remedy()) {
      case Plain lineIsRewritten -> {}
      case Remedy.Assign variableIsEdited -> {}
      case Remedy.Unset variableIsEdited -> {}
      case Remedy.RestartService noFileChanges -> {}
      case Remedy.JsonBoolean(String path, String field, boolean value) ->
          json(request, path, field, value);
      case Remedy.NarrowMode(String path, int mode) -> narrow(request, path, mode);
      case Remedy.JsonText(String path, String object, String field, String value) ->
          replace(
              request,
              path,
              JsonEditor.setText(draft.file(path).bytesOrEmpty(), object, field, value),
              SensitiveText.words(object + "." + field + "=")
                  .plus(SensitiveText.value(field, value)));
      case Remedy.DropIn(String path, String key, String value) ->
          replace(
              request,
              path,
              EnvironmentDropIn.text(key, value),
              SensitiveText.words(key + "=")
                  .plus(SensitiveText.value(key, value))
                  .plus(" for the unit"));
      case Remedy.BridgeBlock block -> block(request);
      case Remedy.ByHand byHand -> draft.leaveAt(request, byHand::reason);
    }
  }

  private void json(RequestedChange request, String path, String field, boolean value) {
    FileFact file = draft.file(path);
    Optional<byte[]> after =
        JsonEditor.setBoolean(
            file.bytesOrEmpty(), member -> AgentSettings.isJsonField(member, field), value);
    if (after.isEmpty() || closed(file).isPresent()) {
      draft.leave(request, path + ": set " + field + " to " + value + " by hand");
    } else {
      draft.put(draft.with(path, after.get()), request, "set " + field + " to " + value);
    }
  }

  private void replace(
      RequestedChange request, String path, Optional<byte[]> after, SensitiveText what) {
    FileFact file = draft.file(path);
    Optional<String> closed = closed(file);
    if (after.isEmpty() || closed.isPresent()) {
      draft.leave(
          request,
          closed
              .map(SensitiveText::words)
              .orElseGet(
                  () -> SensitiveText.words(path + ": no line of this file can set ").plus(what))
              .plus("; do it by hand"));
    } else if (!Arrays.equals(after.get(), file.bytesOrEmpty())) {
      draft.put(draft.with(path, after.get()), request, SensitiveText.words("set ").plus(what));
    } else {
      draft.leave(request, path + " already sets it, and something else overrides it");
    }
  }

  /** A link of the same unit, wherever it leads, is one that somebody else made. */
  private void block(RequestedChange request) {
    if (!(draft.file(HostFacts.BLOCK_LINK) instanceof FileFact.Content)) {
      draft.put(BlockChange.link(), request, "start it with Docker");
    }
    if (!Arrays.equals(draft.file(HostFacts.BLOCK_FILE).bytesOrEmpty(), BridgeBlock.text())) {
      draft.put(
          draft.with(HostFacts.BLOCK_FILE, BridgeBlock.text()),
          request,
          "drop what bridges send to the metadata service");
    }
    if (draft.startsBlock()) {
      draft.reason(HostFacts.BLOCK_FILE, request, "start the unit");
    }
  }

  private void narrow(RequestedChange request, String path, int mode) {
    if (draft.file(path) instanceof FileFact.Content f && (f.mode() & mode) != f.mode()) {
      int narrowed = f.mode() & mode;
      draft.put(
          new FileFact.Content(path, f.bytes(), narrowed, f.uid(), f.gid()),
          request,
          "narrow the mode from " + octal(f.mode()) + " to " + octal(narrowed));
    }
  }

  /** {@code 0640}. */
  static String octal(int mode) {
    return "0" + Integer.toOctalString(mode);
  }

  static String stays(String key, String why) {
    return key + " stays as it is: " + why;
  }

  /** Why a file cannot be edited. */
  static Optional<String> closed(FileFact file) {
    return switch (file) {
      case FileFact.Absent absent -> Optional.empty();
      case FileFact.Unreadable unreadable ->
          Optional.of(unreadable.path() + ": " + unreadable.detail());
      case FileFact.Content content ->
          Utf8.isUtf16(content.bytes())
              ? Optional.of(content.path() + " is UTF-16: save it as UTF-8 first")
              : Optional.empty();
    };
  }
}
