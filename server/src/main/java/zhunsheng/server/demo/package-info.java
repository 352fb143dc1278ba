/**
 * The demonstration: units, accounts and projects that a script has made through commands like any
 * other.
 */
@ApplicationModule(
    allowedDependencies = {"files", "identity", "problem", "regulation", "similarity"})
@NullMarked
package zhunsheng.server.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
