package io.ecsharden.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerNetworkTest {

  @ParameterizedTest
  @CsvSource({
    "51678, ''",
    "51678:51678, ''",
    "51678:51678/tcp, ''",
    "51670-51680:51670-51680, ''",
    "127.0.0.1:51678:51678, 127.0.0.1",
    "127.0.0.1::51678, 127.0.0.1",
    "[::1]:51678:51678, ::1",
    "0.0.0.0:80:51678, 0.0.0.0"
  })
  void knows_where_a_port_is_published(String published, String address) {
    assertEquals(List.of(address), ContainerNetwork.USUAL.publishing(published).addresses(51678));
  }

  @ParameterizedTest
  @CsvSource({"51679", "51678:51679", "51678:51678/udp", "51679-51680", "x:y"})
  void knows_what_is_another_port(String published) {
    assertEquals(List.of(), ContainerNetwork.USUAL.publishing(published).addresses(51678));
  }

  @Test
  void tells_whose_network_it_is() {
    assertTrue(ContainerNetwork.USUAL.isOwn());
    assertTrue(ContainerNetwork.USUAL.in("default").isOwn());
    assertFalse(ContainerNetwork.USUAL.in("name=host").isOwn());
    assertFalse(ContainerNetwork.USUAL.in("container:other").isOwn());
    assertFalse(ContainerNetwork.UNKNOWN.isOwn());
    assertFalse(ContainerNetwork.USUAL.in("$NET").isOwn());
    assertFalse(ContainerNetwork.USUAL.publishing("$PORT:51678").isOwn());
  }
}
