/** The record: case files, their events, and what is derived from them, on PostgreSQL. */
@NullMarked
package zhunsheng.casebook;

import org.jspecify.annotations.NullMarked;
