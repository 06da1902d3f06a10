// SPDX-License-Identifier: Apache-2.0
package com.acme.foreign;

import org.eclipse.microprofile.metrics.annotation.Counted;
import org.eclipse.microprofile.metrics.annotation.Timed;

/** MicroProfile's annotations, as people write them. */
public class Profiled {
  @Counted
  public Profiled() {}

  @Counted
  public void plain() {}

  @Counted(
      name = "my-count",
      absolute = true,
      unit = "jobs",
      description = "Jobs.",
      scope = "mine",
      tags = {"a=b", "c.d=e"})
  public void fully() {}

  @Timed(name = "my.timer", absolute = true, unit = "minutes", tags = "x=y")
  public void timed() {}

  @Counted(tags = "alone")
  public void oddTag() {}

  /** Annotated as a whole. */
  @Counted
  @Timed(name = "whole")
  public static class Whole {
    public void one() {}

    @Counted(name = "own")
    public void two() {}
  }

  /** Annotated as a whole, with a name that is no part of another. */
  @Counted(name = "all", absolute = true)
  public static class Absolute {
    public void one() {}
  }
}
