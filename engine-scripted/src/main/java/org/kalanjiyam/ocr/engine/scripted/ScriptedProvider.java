package org.kalanjiyam.ocr.engine.scripted;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kalanjiyam.ocr.engine.Language;
import org.kalanjiyam.ocr.engine.OcrEngine;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;
import org.kalanjiyam.ocr.engine.Readiness;

/**
 * The engine {@code scripted}. It is always ready, and reads {@code eng} and {@code san}.
 *
 * <p>A page's script is a list of words, parted by spaces, commas or semicolons. It stands in the
 * image's bytes after {@value Script#MARK} (up to the next control character or the end), or in the
 * task's parameters; for pages with neither, in the environment variable {@value Script#VARIABLE}.
 * A file that ends with such bytes is still the image that it was.
 *
 * <table>
 * <caption>Words</caption>
 * <tr><td>{@code delay=200}</td><td>takes 200 ms, listening to cancellation and deadline</td></tr>
 * <tr><td>{@code reject=cause}</td><td>rejects the page</td></tr>
 * <tr><td>{@code interrupt=cause}</td><td>interrupts the page</td></tr>
 * <tr><td>{@code throw}</td><td>throws an exception, as a defect would</td></tr>
 * <tr><td>{@code hang}</td><td>never ends, deaf to cancellation and deadline</td></tr>
 * <tr><td>{@code crash}</td><td>kills its process with SIGSEGV</td></tr>
 * <tr><td>{@code exit=7}</td><td>ends its process with that code</td></tr>
 * <tr><td>{@code memory}</td><td>takes memory until there is none</td></tr>
 * </table>
 *
 * <p>Otherwise the page is recognised: two lines, the second of them the start of the image's
 * SHA-256, so that equal images have equal texts in every run.
 */
public final class ScriptedProvider implements OcrEngineProvider {
  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public String title() {
    return "Scripted";
  }

  @Override
  public int concurrency() {
    return 1;
  }

  @Override
  public int pageLimitSeconds() {
    return 5;
  }

  @Override
  public Set<String> variables() {
    return Set.of("KALANJIYAM_SCRIPT");
  }

  @Override
  public Readiness readiness(Map<String, String> environment) {
    return new Readiness.Ready(
        List.of(new Language("eng", "English"), new Language("san", "Sanskrit")));
  }

  @Override
  public OcrEngine open(Map<String, String> environment) {
    return new ScriptedEngine(environment.getOrDefault(Script.VARIABLE, ""));
  }
}
