/** What the adapters of the providers share: how to call, what a broken call means, and how to fetch a result. */
package dev.imagegen.engine.http;
