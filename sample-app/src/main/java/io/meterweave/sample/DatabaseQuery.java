// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample;

import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a method that asks the database: metrics and a span, written down once for all of them. */
@TrackMetrics
@TraceOperation(
    kind = TraceOperation.Kind.CLIENT,
    attributes = {"db.system.name=h2", "db.operation.name=SELECT"})
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface DatabaseQuery {}
