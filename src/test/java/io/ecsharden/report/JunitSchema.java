package io.ecsharden.report;

import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** Maven Surefire's XML schema for test reports. */
final class JunitSchema {

  private static final Schema SCHEMA = schema();

  private JunitSchema() {}

  private static Schema schema() {
    try {
      return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
          .newSchema(new File("src/test/resources/schema/surefire-test-report.xsd"));
    } catch (SAXException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Throws with the place and the reason where a report breaks the schema. */
  static void check(String xml) {
    try {
      SCHEMA.newValidator().validate(new StreamSource(new StringReader(xml)));
    } catch (SAXException | IOException e) {
      throw new AssertionError(e + "\n" + xml, e);
    }
  }
}
