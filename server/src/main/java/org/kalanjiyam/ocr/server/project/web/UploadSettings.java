package org.kalanjiyam.ocr.server.project.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kalanjiyam.ocr.server.platform.FolderProperties;
import org.kalanjiyam.ocr.server.project.ImportLimits;
import org.springframework.boot.servlet.MultipartConfigFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;
import org.springframework.web.servlet.DispatcherServlet;

/** Uploads go to the disk of the books as they come, so that taking them over is a rename. */
@Configuration(proxyBeanMethods = false)
class UploadSettings {
  private static final DataSize IN_MEMORY = DataSize.ofKilobytes(64);
  private static final DataSize FORM_FIELDS = DataSize.ofMegabytes(1);

  @Bean
  MultipartConfigElement multipartConfigElement(FolderProperties folders, ImportLimits limits)
      throws IOException {
    Path incoming = folders.booksDir().toAbsolutePath().resolve("incoming");
    MultipartConfigFactory factory = new MultipartConfigFactory();
    factory.setLocation(Files.createDirectories(incoming).toString());
    factory.setFileSizeThreshold(IN_MEMORY);
    factory.setMaxFileSize(limits.maxUpload());
    factory.setMaxRequestSize(
        DataSize.ofBytes(limits.maxUpload().toBytes() + FORM_FIELDS.toBytes()));
    return factory.createMultipartConfig();
  }

  /** A request that was refused is not read for the page that says so. */
  @Bean(DispatcherServlet.MULTIPART_RESOLVER_BEAN_NAME)
  MultipartResolver multipartResolver() {
    return new StandardServletMultipartResolver() {
      @Override
      public boolean isMultipart(HttpServletRequest request) {
        return request.getDispatcherType() != DispatcherType.ERROR && super.isMultipart(request);
      }
    };
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> manyFilesAtOnce(ImportLimits limits) {
    return factory ->
        factory.addConnectorCustomizers(
            connector -> connector.setMaxPartCount(limits.maxFiles() + 10));
  }
}
