// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.articles;

import io.meterweave.api.Scope;
import io.meterweave.api.Spans;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** Takes up the trace that a request brings in its headers. Thread-safe. */
@Component
class TraceFilter extends HttpFilter {
  @Override
  @SuppressWarnings("try") // the scope is there to be closed, nobody has to name it
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try (Scope scope = Spans.extract(request::getHeader)) {
      chain.doFilter(request, response);
    }
  }
}
