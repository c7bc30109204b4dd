package io.ecsharden.control.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoProxyListTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|x,y",
        "a|a,x,y",
        "a,|a,x,y",
        "'a, '|a,x,y",
        "x|x,y",
        "y,x|y,x",
        "'a b'|a b,x,y",
        "*.z|*.z,x,y"
      })
  void adds_what_is_not_there(String list, String merged) {
    assertEquals(merged, NoProxyList.merged(list, List.of("x", "y")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"a,b\"|a,b",
        "'a,b'|a,b",
        "\"a\",\"b\"|\"a\",\"b\"",
        "\"a|\"a",
        "a\"|a\"",
        "\"|\"",
        "a|a"
      })
  void takes_quotes_away_that_stand_around_the_whole(String list, String unquoted) {
    assertEquals(unquoted, NoProxyList.unquoted(list));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "169.254.169.254, 169.254.170.2|0",
        "*|0",
        "*.internal,.internal,internal|0",
        "169.254.0.0/16,[fd00:ec2::254]:80,fd00:ec2::254|0",
        "/var/run/docker.sock|0",
        "169.254.*|1",
        "*internal|1",
        "a b|1",
        "a;b|1",
        "http://a|1",
        "[fd00:ec2::254]|1",
        "\"a,b\"|2",
        "a b,c d,e f,g h|3"
      })
  void tells_entries_that_match_nothing(String list, int mistakes) {
    assertEquals(mistakes, NoProxyList.mistakes(list).size());
  }
}
