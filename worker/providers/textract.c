/*
 * textract - AWS Textract: DetectDocumentText and AnalyzeExpense of one page,
 * JPEG, PNG, PDF or TIFF, 10 MB.  Documents of more pages have an interface of
 * their own there, which is not asked: relevo-decode reads them.
 */

#include "worker/jsonx.h"
#include "worker/providers/answer.h"
#include "worker/providers/aws.h"
#include "worker/providers/providers.h"


static rc_t
textract_request(provider_call_t *call, const provider_account_t *account,
    http_request_t *ret_http)
{
    const perceive_request_t  *r = call->file;
    json_t                    *body = json_object();
    aws_request_t              request = {
        .service = "textract", .prefix = "textract", .path = "/",
        .content_type = "application/x-amz-json-1.1",
        .target = r->kind == PERCEIVE_EXPENSE
                  ? "Textract.AnalyzeExpense"
                  : "Textract.DetectDocumentText",
    };

    if (aws_answer_in(call) != RC_OK) {
        json_decref(body);
        return RC_RETRY;
    }

    body_set(body, "Document", aws_file(r));

    return aws_post(call, account, &request, body, ret_http);
}


static rc_t
textract_finish(provider_call_t *call, int status, slice_t body)
{
    return aws_perceived(call, status, body,
                         call->file->kind == PERCEIVE_EXPENSE
                         ? "ExpenseDocuments" : "Blocks");
}


const provider_t  provider_textract = {
    .name = "textract",
    .caps = PROVIDER_PAPER,
    .request = textract_request,
    .header = aws_answer_header,
    .feed = aws_answer_feed,
    .finish = textract_finish,
};
