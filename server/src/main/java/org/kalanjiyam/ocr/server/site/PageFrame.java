package org.kalanjiyam.ocr.server.site;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page what its frame shows. */
@ControllerAdvice
class PageFrame {
  private final List<FrameAttribute> attributes;

  PageFrame(List<FrameAttribute> attributes) {
    this.attributes = attributes;
  }

  @ModelAttribute
  void add(Model model, @Nullable Authentication reader) {
    attributes.forEach(attribute -> model.addAttribute(attribute.name(), attribute.value(reader)));
  }

  /** The attributes, for pages that no controller renders. */
  List<FrameAttribute> attributes() {
    return attributes;
  }
}
