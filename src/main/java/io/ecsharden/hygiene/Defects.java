package io.ecsharden.hygiene;

import java.util.List;

/**
 * What the rules find.
 *
 * @param listed what reports show, in the order of the files
 * @param unlisted what rules can rewrite besides, where one file has more than anybody reads
 */
record Defects(List<LineDefect> listed, List<UnlistedDefects> unlisted) {

  static final Defects NONE = new Defects(List.of(), List.of());
}
