/*
 * rekognition - AWS Rekognition: DetectLabels and DetectText of a picture, JPEG
 * or PNG, 5 MB inline, 15 MB out of S3.
 */

#include "worker/jsonx.h"
#include "worker/providers/answer.h"
#include "worker/providers/aws.h"
#include "worker/providers/providers.h"


static rc_t
rekognition_request(provider_call_t *call, const provider_account_t *account,
    http_request_t *ret_http)
{
    const perceive_request_t  *r = call->file;
    bool                       labels = r->kind == PERCEIVE_LABELS;
    json_t                    *body = json_object();
    aws_request_t              request = {
        .service = "rekognition", .prefix = "rekognition", .path = "/",
        .content_type = "application/x-amz-json-1.1",
        .target = labels ? "RekognitionService.DetectLabels"
                         : "RekognitionService.DetectText",
    };

    if (aws_answer_in(call) != RC_OK) {
        json_decref(body);
        return RC_RETRY;
    }

    body_set(body, "Image", aws_file(r));

    if (labels && r->max_labels > 0) {
        body_set(body, "MaxLabels", json_integer(r->max_labels));
    }
    if (labels && r->min_confidence > 0) {
        body_set(body, "MinConfidence", json_real(r->min_confidence));
    }

    return aws_post(call, account, &request, body, ret_http);
}


static rc_t
rekognition_finish(provider_call_t *call, int status, slice_t body)
{
    return aws_perceived(call, status, body,
                         call->file->kind == PERCEIVE_LABELS
                         ? "Labels" : "TextDetections");
}


const provider_t  provider_rekognition = {
    .name = "rekognition",
    .caps = PROVIDER_PICTURE,
    .request = rekognition_request,
    .header = aws_answer_header,
    .feed = aws_answer_feed,
    .finish = rekognition_finish,
};
