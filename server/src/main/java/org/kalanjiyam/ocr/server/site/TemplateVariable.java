package org.kalanjiyam.ocr.server.site;

/**
 * An object whose methods all templates may call, brought by a feature as a bean.
 *
 * @param name under which templates find it
 */
public record TemplateVariable(String name, Object value) {}
