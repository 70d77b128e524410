package org.kalanjiyam.ocr.server.administration;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Whether each part of this server is well, as {@code /actuator/health} has it, and why not. */
@Component
public final class SiteHealth {
  /** Parts that say nothing of their own. */
  private static final Set<String> SILENT =
      Set.of("ping", "livenessState", "readinessState", "ssl");

  private final HealthEndpoint health;

  SiteHealth(HealthEndpoint health) {
    this.health = health;
  }

  /**
   * A part of the server.
   *
   * @param status such as {@code UP} or {@code DOWN}
   * @param reason what is wrong; null while nothing is
   */
  public record Part(String name, String status, @Nullable String reason) {
    public boolean well() {
      return status.equals(Status.UP.getCode());
    }
  }

  /** Looks at all parts now; a broken one answers within some seconds. */
  public List<Part> parts() {
    if (!(health.health() instanceof CompositeHealthDescriptor whole)) {
      return List.of();
    }
    Map<String, HealthDescriptor> parts = whole.getComponents();
    if (parts == null) {
      return List.of();
    }
    return parts.entrySet().stream()
        .filter(part -> !SILENT.contains(part.getKey()))
        .map(part -> part(part.getKey(), part.getValue()))
        .toList();
  }

  private static Part part(String name, HealthDescriptor descriptor) {
    String status = descriptor.getStatus().getCode();
    boolean well = Status.UP.equals(descriptor.getStatus());
    return new Part(name, status, well ? null : reason(descriptor));
  }

  private static @Nullable String reason(HealthDescriptor descriptor) {
    if (!(descriptor instanceof IndicatedHealthDescriptor one)) {
      return null;
    }
    Map<String, Object> details = one.getDetails();
    if (details == null) {
      return null;
    }
    Object said = details.getOrDefault("reason", details.get("error"));
    return said == null ? null : said.toString();
  }
}
