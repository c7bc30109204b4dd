package io.ecsharden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Measured behaviour of the real programs, as test resources. */
public final class Facts {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Facts() {}

  /** The rows of a JSON array. */
  public static List<JsonNode> rows(String name) {
    try (InputStream in = open(name)) {
      List<JsonNode> rows = new ArrayList<>();
      MAPPER.readTree(in).forEach(rows::add);
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of a compressed file with one JSON object a line. */
  public static List<JsonNode> compressedRows(String name) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(open(name)), StandardCharsets.UTF_8))) {
      List<JsonNode> rows = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        rows.add(MAPPER.readTree(line));
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = Facts.class.getResourceAsStream("/facts/" + name);
    if (in == null) {
      throw new IOException("no test resource facts/" + name);
    }
    return in;
  }
}
