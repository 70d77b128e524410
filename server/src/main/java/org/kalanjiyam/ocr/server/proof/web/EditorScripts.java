package org.kalanjiyam.ocr.server.proof.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/**
 * The editor's scripts import each other, so one version stands for all of them, in front of their
 * names: then what a script imports has the version that it was made with.
 */
@Configuration(proxyBeanMethods = false)
class EditorScripts implements WebMvcConfigurer {
  private static final String FOLDER = "classpath:/static/js/proof/";

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/js/proof/**")
        .addResourceLocations(FOLDER)
        .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)))
        .resourceChain(true)
        .addResolver(new VersionResourceResolver().addFixedVersionStrategy(version(), "/**"));
  }

  private static String version() {
    try {
      Resource[] scripts = new PathMatchingResourcePatternResolver().getResources(FOLDER + "*.js");
      Arrays.sort(scripts, Comparator.comparing(Resource::getFilename));
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      for (Resource script : scripts) {
        hash.update(script.getContentAsByteArray());
      }
      return HexFormat.of().formatHex(hash.digest()).substring(0, 16);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
