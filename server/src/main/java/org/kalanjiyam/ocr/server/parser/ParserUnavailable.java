package org.kalanjiyam.ocr.server.parser;

/** No parser process answers, through no fault of the file: try again later. */
public final class ParserUnavailable extends RuntimeException {
  ParserUnavailable(String message) {
    super(message);
  }
}
