package org.kalanjiyam.ocr.server.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes XML to a stream; whatever the text, what comes out is well-formed. */
final class Markup {
  private final XMLStreamWriter xml;

  Markup(OutputStream out) throws IOException {
    try {
      this.xml =
          XMLOutputFactory.newDefaultFactory()
              .createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
      xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
      xml.writeCharacters("\n");
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  /** Something that writes XML. */
  @FunctionalInterface
  private interface Step {
    void run() throws XMLStreamException;
  }

  private Markup step(Step step) throws IOException {
    try {
      step.run();
      return this;
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  Markup doctype(String doctype) throws IOException {
    return step(() -> xml.writeDTD(doctype));
  }

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn
   */
  Markup open(String name, String... attributes) throws IOException {
    return step(
        () -> {
          xml.writeCharacters("\n");
          xml.writeStartElement(name);
          attributes(attributes);
        });
  }

  /** An element without content. */
  Markup empty(String name, String... attributes) throws IOException {
    return step(
        () -> {
          xml.writeEmptyElement(name);
          attributes(attributes);
        });
  }

  /** An element that holds text alone. */
  Markup text(String name, String text, String... attributes) throws IOException {
    return step(
        () -> {
          xml.writeStartElement(name);
          attributes(attributes);
          xml.writeCharacters(clean(text));
          xml.writeEndElement();
        });
  }

  /** Text within the element that is open. */
  Markup text(String text) throws IOException {
    return step(() -> xml.writeCharacters(clean(text)));
  }

  Markup close() throws IOException {
    return step(xml::writeEndElement);
  }

  void end() throws IOException {
    step(
        () -> {
          xml.writeEndDocument();
          xml.writeCharacters("\n");
          xml.flush();
        });
  }

  private void attributes(String... attributes) throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      xml.writeAttribute(attributes[i], clean(attributes[i + 1]));
    }
  }

  /** Puts the replacement character where a character may not be in XML 1.0. */
  static String clean(String text) {
    int at = 0;
    while (at < text.length() && legal(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    if (at == text.length()) {
      return text;
    }
    return text.codePoints()
        .map(point -> legal(point) ? point : 0xFFFD)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean legal(int point) {
    return point == '\t'
        || point == '\n'
        || point == '\r'
        || point >= 0x20 && point <= 0xD7FF
        || point >= 0xE000 && point <= 0xFFFD
        || point >= 0x10000;
  }
}
