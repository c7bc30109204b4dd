package io.ecsharden.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Why a file changes: as many reasons as anybody reads and a receipt can hold, and a number. */
final class ChangeReasons {

  private static final int MOST = 1000;

  private final List<Reason> first = new ArrayList<>();
  private final Set<String> settings = new HashSet<>();
  private int more;

  /** The control of the first reason that is not listed. */
  private String control = "";

  void add(Reason reason) {
    reason.setting().ifPresent(settings::add);
    if (isFull()) {
      count(reason.control());
    } else {
      first.add(reason);
    }
  }

  /** Whether no more reasons are listed. */
  boolean isFull() {
    return first.size() == MOST;
  }

  /** Counts a reason that is not listed, and that is about no setting. */
  void count(String byControl) {
    control = more == 0 ? byControl : control;
    more++;
  }

  void addAll(ChangeReasons others) {
    others.first.forEach(this::add);
    settings.addAll(others.settings);
    if (others.more > 0) {
      count(others.control);
      more += others.more - 1;
    }
  }

  /** The control that asked first. */
  String firstControl() {
    return first.getFirst().control();
  }

  /** The settings that get another value, or go. */
  Set<String> settings() {
    return settings;
  }

  /** What is listed. */
  List<Reason> listed() {
    List<Reason> listed = new ArrayList<>(first);
    if (more > 0) {
      listed.add(new Reason(control, more + " more changes of this file"));
    }
    return listed;
  }
}
