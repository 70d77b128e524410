package org.kalanjiyam.ocr.server.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;

/** What axe says of a page, by all its rules in light and by those of colours in dark. */
final class Axe {
  private Axe() {}

  /** Fails with what is not accessible; the page is light afterwards. */
  static void findsNothing(Page page, String name) {
    for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      var violations = new AxeRunOptions();
      violations.setResultTypes(List.of("violations"));
      // Legacy: in the page itself. The pages have no frames, and else each look opens a tab.
      AxeBuilder axe = new AxeBuilder(page).options(violations).setLegacyMode(true);
      if (scheme == ColorScheme.DARK) {
        axe.withRules(List.of("color-contrast"));
      }
      assertThat(axe.analyze().getViolations())
          .as("%s in %s", name, scheme)
          .extracting(rule -> rule.getId() + ": " + rule.getNodes())
          .isEmpty();
    }
  }
}
