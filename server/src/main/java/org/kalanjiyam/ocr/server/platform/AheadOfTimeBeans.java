package org.kalanjiyam.ocr.server.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.kalanjiyam.ocr.server.KalanjiyamServer;
import org.springframework.core.SpringProperties;
import org.springframework.util.ClassUtils;

/**
 * Which beans there are, worked out by the build (Spring's ahead-of-time processing), so that a
 * start need not. What the build found holds for the product's own settings with the broker inside.
 * Whoever sets something of Spring's (mail, single sign-on, traces) decides by it which beans there
 * are, and gets a start that looks for itself. Thread-safe.
 */
final class AheadOfTimeBeans {
  private static final String ENABLED = "spring.aot.enabled";
  private static final String FOUND_BY_THE_BUILD =
      KalanjiyamServer.class.getName() + "__ApplicationContextInitializer";

  /** Beginnings of the names that conditions of beans look at; as {@link #plain} makes them. */
  private static final List<String> DECIDING =
      List.of(
          "spring", "management", "server", "kalanjiyamcelerycompat", "kalanjiyambrokerembedded");

  private AheadOfTimeBeans() {}

  /**
   * Lets the next start take what the build found, or not.
   *
   * @param names of all settings that were given, as variables or properties
   */
  static void choose(SiteSettings.Broker broker, Collection<String> names, Path workingFolder) {
    choose(broker, names, workingFolder, FOUND_BY_THE_BUILD);
  }

  /** The same, where what the build found is in this class. */
  static void choose(
      SiteSettings.Broker broker, Collection<String> names, Path workingFolder, String found) {
    boolean fits =
        broker instanceof SiteSettings.Broker.Embedded
            && ClassUtils.isPresent(found, AheadOfTimeBeans.class.getClassLoader())
            && fits(names)
            && !hasConfiguration(workingFolder);
    SpringProperties.setProperty(ENABLED, Boolean.toString(fits));
  }

  /** Whether none of these settings decides which beans there are. */
  static boolean fits(Collection<String> names) {
    return names.stream().map(AheadOfTimeBeans::plain).noneMatch(AheadOfTimeBeans::decides);
  }

  /** The given names of this process: its environment, and what its command line set. */
  static Stream<String> namesOfThisProcess() {
    return Stream.concat(
        System.getenv().keySet().stream(), System.getProperties().stringPropertyNames().stream());
  }

  private static boolean decides(String name) {
    return DECIDING.stream().anyMatch(name::startsWith);
  }

  /** As Spring compares: SPRING_MAIL_HOST is spring.mail.host. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** Spring reads such files from where it is started. */
  private static boolean hasConfiguration(Path folder) {
    return Files.isDirectory(folder.resolve("config"))
        || Stream.of("application.yaml", "application.yml", "application.properties")
            .anyMatch(name -> Files.exists(folder.resolve(name)));
  }
}
