package org.kalanjiyam.ocr.server.site;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/**
 * Offers browsers the two Noto fonts that texts are read in, from where the distribution installs
 * them (Debian: {@code fonts-noto-core}). Where they are not installed, texts are in what the
 * reader's machine has.
 */
@Configuration(proxyBeanMethods = false)
class DistributionFonts implements WebMvcConfigurer {
  private static final String FOLDER = "file:/usr/share/fonts/truetype/noto/";
  private static final List<String> OFFERED =
      List.of("NotoSerifDevanagari-Regular.ttf", "NotoSerifTamil-Regular.ttf");

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/fonts/**")
        .addResourceLocations(FOLDER)
        .setCacheControl(CacheControl.maxAge(Duration.ofDays(30)))
        .resourceChain(true)
        .addResolver(new OfferedOnly());
  }

  private static final class OfferedOnly extends PathResourceResolver {
    @Override
    protected @Nullable Resource resolveResourceInternal(
        @Nullable HttpServletRequest request,
        String path,
        List<? extends Resource> locations,
        ResourceResolverChain chain) {
      return OFFERED.contains(path)
          ? super.resolveResourceInternal(request, path, locations, chain)
          : null;
    }
  }
}
