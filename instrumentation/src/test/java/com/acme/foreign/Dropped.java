// SPDX-License-Identifier: Apache-2.0
package com.acme.foreign;

import com.codahale.metrics.annotation.Counted;
import com.codahale.metrics.annotation.ExceptionMetered;
import com.codahale.metrics.annotation.Metered;
import com.codahale.metrics.annotation.Timed;
import jakarta.ws.rs.GET;

/** Dropwizard's annotations, as people write them. */
public class Dropped {
  @Timed
  public void timed() {}

  @Timed(name = "my.timer", absolute = true)
  public void absolute() {}

  @Timed
  @GET
  public void served() {}

  @Metered(name = "rate")
  public void metered() {}

  @Counted
  public void running() {}

  @Counted(monotonic = true)
  public void counted() {}

  @ExceptionMetered
  public void failing() {}

  @ExceptionMetered(name = "io", absolute = true, cause = java.io.IOException.class)
  public void failingWith() {}

  @Timed
  @Metered(name = "also")
  @ExceptionMetered
  public void several() {}
}
