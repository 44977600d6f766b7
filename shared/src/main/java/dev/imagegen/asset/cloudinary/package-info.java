/** The asset store on Cloudinary: its Upload API over plain HTTP, because its Java uploader hides status codes. */
package dev.imagegen.asset.cloudinary;
