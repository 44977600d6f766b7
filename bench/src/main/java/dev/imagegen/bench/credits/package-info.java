/** What one accepted request pays for authentication, plan and reservation. */
package dev.imagegen.bench.credits;
