/**
 * The people at the screens: signing in and out, their accounts, delegations between their offices,
 * the audit log.
 */
@ApplicationModule(allowedDependencies = {"identity", "problem", "regulation"})
@NullMarked
package zhunsheng.server.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
