package org.kalanjiyam.ocr.server.http;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.JacksonComponent;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.deser.jdk.StringDeserializer;

/** Texts in JSON: {@link PlainText} or the body is refused. */
@JacksonComponent
final class PlainTextInJson extends StdScalarDeserializer<String> {
  PlainTextInJson() {
    super(String.class);
  }

  @Override
  public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
    @Nullable String text = StringDeserializer.instance.deserialize(parser, context);
    return text == null || PlainText.isPlain(text)
        ? text
        : context.reportInputMismatch(
            this, "A text has no NUL characters and no halves of surrogate pairs");
  }
}
