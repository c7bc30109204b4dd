package io.ecsharden.image;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From a trace of all that a run of the executable read and wrote (Valgrind's {@code lackey}) and
 * the places of the image's objects ({@link ObjectList}) to the keys of those that it used.
 *
 * <p>{@code scripts/used-objects.sh} calls it: the trace on standard input, the keys on standard
 * output.
 */
public final class UsedObjects {

  /** Where the runtime maps the image heap: private, fixed, read-only, from the executable. */
  private static final Pattern MAPPING =
      Pattern.compile("sys_mmap \\( 0x([0-9a-f]+), (\\d+), 1, 18, \\d+, \\d+ \\)");

  /** A heap starts where a chunk does: GraalVM 25, {@code AlignedHeapChunkSize}. */
  private static final long CHUNK = 512 * 1024;

  private final long[] offsets;
  private final long[] ends;
  private final String[] keys;
  private final BitSet used = new BitSet();

  UsedObjects(List<String> lines) {
    String[][] objects =
        lines.stream()
            .map(line -> line.split("\t", 3))
            .sorted((a, b) -> Long.compare(Long.parseLong(a[0]), Long.parseLong(b[0])))
            .toArray(String[][]::new);
    offsets = Arrays.stream(objects).mapToLong(o -> Long.parseLong(o[0])).toArray();
    ends =
        Arrays.stream(objects)
            .mapToLong(o -> Long.parseLong(o[0]) + Long.parseLong(o[1]))
            .toArray();
    keys = Arrays.stream(objects).map(o -> o[2]).toArray(String[]::new);
  }

  public static void main(String[] arguments) throws IOException {
    UsedObjects objects = new UsedObjects(Files.readAllLines(Path.of(arguments[0])));
    objects.read(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    objects.keys().forEach(System.out::println);
  }

  void read(Reader trace) throws IOException {
    BufferedReader lines = new BufferedReader(trace);
    long start = -1;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher mapping = MAPPING.matcher(line);
      if (start < 0 && line.contains("mmap") && mapping.find()) {
        start = Long.parseUnsignedLong(mapping.group(1), 16);
      } else if (start >= 0 && line.startsWith(" ") && line.indexOf(',') > 3) {
        // " L 1fff000720,4": a load, a store or a modification
        long address = Long.parseUnsignedLong(line.substring(3, line.indexOf(',')), 16);
        use(address - start + offsets[0] / CHUNK * CHUNK);
      }
    }
    if (start < 0) {
      throw new IOException("the trace shows no mapping of an image heap");
    }
  }

  private void use(long offset) {
    int at = Arrays.binarySearch(offsets, offset);
    int object = at >= 0 ? at : -at - 2;
    if (object >= 0 && offset < ends[object]) {
      used.set(object);
    }
  }

  Collection<String> keys() {
    TreeSet<String> sorted = new TreeSet<>();
    used.stream().forEach(object -> sorted.add(keys[object]));
    return sorted;
  }
}
