package org.kalanjiyam.ocr.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.kalanjiyam.ocr.server.http.PlainText;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;

/** The one chain that every request passes, but for a worker's with a signed address. */
@Configuration(proxyBeanMethods = false)
class WebSecurity {
  private static final String CONTENT =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
          + " font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";
  private static final Pattern ASSET = Pattern.compile("/(css|js|icons|fonts|webjars)/.*");
  private static final String PERMISSIONS =
      "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(),"
          + " magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

  /** Forms carry a token that fits a cookie: no session is opened for somebody unknown. */
  @Bean
  CsrfTokenRepository forms() {
    var forms = new CookieCsrfTokenRepository();
    forms.setCookieName("kalanjiyam-form");
    forms.setHeaderName("X-CSRF-TOKEN");
    forms.setCookieCustomizer(cookie -> cookie.sameSite("Lax").httpOnly(true));
    return forms;
  }

  /** No span for each of some twenty filters of each request: the request has its own. */
  @Bean
  SecurityObservationSettings observations() {
    return SecurityObservationSettings.noObservations();
  }

  /** Looks at every text parameter when it is first asked for; 400 for what no text is. */
  @Bean
  HttpFirewall firewall() {
    var firewall = new StrictHttpFirewall();
    firewall.setAllowedParameterNames(PlainText::isPlain);
    firewall.setAllowedParameterValues(PlainText::isPlain);
    return firewall;
  }

  @Bean
  SecurityFilterChain chain(
      HttpSecurity http,
      SessionContext context,
      AccessRules rules,
      Refusals refusals,
      CsrfTokenRepository forms,
      AuthenticationFilters doors,
      Limits limits,
      StreamAccess streams,
      ProviderSignIn providers)
      throws Exception {
    http.securityContext(c -> c.securityContextRepository(context))
        .requestCache(c -> c.requestCache(new NullRequestCache()))
        .sessionManagement(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .csrf(csrf -> forms(csrf, forms))
        .headers(WebSecurity::headers)
        .exceptionHandling(e -> e.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .authorizeHttpRequests(all -> all.anyRequest().access(rules))
        .addFilterBefore(new UploadAuthorizationFilter(rules, refusals), CsrfFilter.class)
        .addFilterAfter(new FormCookie(), AnonymousAuthenticationFilter.class);
    doors.addTo(http);
    limits.addTo(http);
    streams.addTo(http);
    providers.addTo(http);
    return http.build();
  }

  private static void forms(CsrfConfigurer<HttpSecurity> csrf, CsrfTokenRepository forms) {
    csrf.csrfTokenRepository(forms).requireCsrfProtectionMatcher(WebSecurity::needsFormToken);
  }

  /**
   * Every change by a browser. A script shows its token in a header, which no other site's page can
   * make a browser send; a call of the API with neither token nor session is refused anyway.
   */
  private static boolean needsFormToken(HttpServletRequest request) {
    if (!CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request) || BearerTokenFilter.hasToken(request)) {
      return false;
    }
    return !request.getRequestURI().startsWith("/api/") || request.getSession(false) != null;
  }

  /** Files of the program itself: their addresses change with their content. */
  private static boolean isAsset(HttpServletRequest request) {
    return ASSET.matcher(request.getRequestURI()).matches();
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
        .addHeaderWriter(
            new DelegatingRequestMatcherHeaderWriter(
                request -> !isAsset(request), new CacheControlHeadersWriter()))
        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
        .permissionsPolicyHeader(policy -> policy.policy(PERMISSIONS))
        .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
        .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
  }
}
