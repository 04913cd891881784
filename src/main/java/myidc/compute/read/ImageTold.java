package myidc.compute.read;

import myidc.compute.event.ImageEvent;
import myidc.compute.event.ImageEvent.ImageCaptureFailed;
import myidc.compute.event.ImageEvent.ImageCaptureRequested;
import myidc.compute.event.ImageEvent.ImageDeleted;
import myidc.compute.event.ImageEvent.ImageDescribed;
import myidc.compute.event.ImageEvent.ImagePlaced;
import myidc.compute.event.ImageEvent.ImageStored;
import myidc.compute.event.ImageEvent.ImageUploadOpened;
import myidc.compute.read.ThingEvents.Thing;
import myidc.compute.read.ThingEvents.Told;

/** What of an image's life is an account event. */
final class ImageTold {
    private ImageTold() {}

    static void tell(ThingEvents things, ImageEvent fact, Told told) {
        Thing image = new Thing("image", fact.imageId().value());
        switch (fact) {
            case ImageCaptureRequested asked ->
                things.introduce(image, asked.tenantId().value(), asked.text().label());
            case ImageUploadOpened asked ->
                things.introduce(image, asked.tenantId().value(), asked.text().label());
            case ImageStored done ->
                things.end(image, told, done.sha256() == null ? "disk_imagize" : "image_upload", null);
            case ImageDescribed said -> {
                things.rename(image, said.text().label());
                things.note(image, told, "image_update");
            }
            case ImagePlaced placed -> things.note(image, told, "image_update");
            case ImageCaptureFailed failed -> {
                things.end(image, told, "disk_imagize", failed.cause());
                things.forget(image);
            }
            case ImageDeleted deleted -> {
                things.note(image, told, "image_delete");
                things.forget(image);
            }
        }
    }
}
