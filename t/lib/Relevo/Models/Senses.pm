package Relevo::Models::Senses;

# Services that hear and see: audio/transcriptions as OpenAI has it, Rekognition
# and Textract.  What the real ones refuse is refused: a form that is none, a
# WAV file whose header lies, pictures that are no JPEG or PNG, sizes.
#
# Answers: `text` of a rule is what is heard (segments, language besides);
# labels => [[name, confidence], ...], lines => [..], fields => [[type, value]].

use strict;
use warnings;
use utf8;

use JSON::PP;
use MIME::Base64 qw(decode_base64);

use Relevo::Models::Aws;

our $HEARD = 'Hola, quiero saber dónde está mi pedido.';

sub answer { goto &Relevo::Models::answer }
sub deny { goto &Relevo::Models::Aws::deny }


# ---- speech ----

# The parts of a form, by name; undef: it is none.
sub form {
    my ($type, $raw) = @_;

    my ($boundary) = $type =~ m{^multipart/form-data; boundary=([0-9A-Za-z'()+_,./:=?-]{16,70})$}
        or return;
    my @parts = split /(?:^|\r\n)--\Q$boundary\E(?=\r\n|--)/, $raw, -1;
    return if @parts < 3 || shift(@parts) ne '' || pop(@parts) ne "--\r\n";
    my %form;
    for (@parts) {
        my ($head, $body) = /^\r\n(.*?)\r\n\r\n(.*)$/s or return;
        my ($name) = $head =~ /^Content-Disposition: form-data; name="(\w+)"/ or return;
        my ($file) = $head =~ /; filename="([^"]+)"/;
        return if exists $form{$name};
        if (defined $file) { $form{$name} = { name => $file, %{ wav($body) } } }
        else { utf8::decode($form{$name} = $body) }
    }
    return \%form;
}


sub wav {
    my ($bytes) = @_;

    my ($riff, $size, $wave, $len, $format, $channels, $rate, $per_s, $align, $bits, $data, $n) =
        unpack 'a4 V a8 V v v V V v v a4 V', $bytes;
    return { error => 'no WAV' } if length $bytes < 46 || $riff ne 'RIFF' || $wave ne 'WAVEfmt '
        || $len != 16 || $data ne 'data';
    return { error => 'lengths' } if $size != length($bytes) - 8 || $n != length($bytes) - 44;
    my @loud = grep { abs($_) > 1000 } unpack 's<*', substr $bytes, 44;
    return { format => $format, channels => $channels, rate => $rate, bits => $bits,
        align => $align, per_s => $per_s, ms => int($n / 2 / ($rate / 1000)), loud => scalar @loud };
}


sub speech_no {
    my ($r, $status, $code, $message) = @_;

    answer($r, $status, { error => { message => $message, code => $code,
        type => 'invalid_request_error', param => undef } });
    return 0;
}


sub speech_check {
    my ($r) = @_;

    my ($h, $f) = @$r{qw(headers body)};
    my %known = map { $_ => 1 } qw(model file language prompt response_format temperature);
    my ($key) = ($h->{authorization} // '') =~ /^Bearer (.+)$/;

    return speech_no($r, 401, 'invalid_api_key', 'key') if ($key // '') ne $Relevo::Models::KEY;
    return speech_no($r, 400, undef, 'no form') if ref $f ne 'HASH';
    for (sort keys %$f) {
        return speech_no($r, 400, 'unknown_parameter', $_) if !$known{$_};
    }
    return speech_no($r, 404, 'model_not_found', 'model')
        if ($f->{model} // '') !~ /^(whisper-1|gpt-4o(-mini)?-transcribe)$/;
    return speech_no($r, 400, 'unsupported_value', 'format') if $f->{model} =~ /^gpt/
        && $f->{response_format} ne 'json' || $f->{response_format} !~ /^(json|verbose_json)$/;
    return speech_no($r, 400, undef, 'language') if ($f->{language} // 'es') !~ /^[a-z]{2}$/;
    my $w = $f->{file};
    return speech_no($r, 400, undef, 'Invalid file format') if ref $w ne 'HASH' || $w->{error}
        || $w->{name} !~ /\.wav$/ || "@$w{qw(format channels rate bits align per_s)}" ne '1 1 16000 16 2 32000';
    return speech_no($r, 413, undef, 'size') if length $r->{raw} > 25 << 20;
    return speech_no($r, 400, 'audio_too_short', 'short') if $w->{ms} < 100;
    return 1;
}


sub speech {
    my ($r, $rule, $what) = @_;

    return speech_check($r) if $what eq 'check';
    return answer($r, 200, '{"text":') if ($rule->{action} // '') eq 'broken';
    return answer($r, 200, { words => [] }) if ($rule->{action} // '') eq 'lie';
    my $text = $rule->{text} // $HEARD;
    my $seconds = $r->{body}{file}{ms} / 1000;
    return answer($r, 200, { text => $text }) if $r->{body}{response_format} eq 'json';
    return answer($r, 200, { task => 'transcribe', language => $rule->{language} // 'spanish',
        duration => $seconds, text => $text, usage => { type => 'duration', seconds => int($seconds + 1) },
        segments => $rule->{segments} // [{ id => 0, start => 0, end => $seconds, text => " $text",
            avg_logprob => -0.1, no_speech_prob => 0.02, compression_ratio => 1.1 }] });
}


# ---- Rekognition, Textract ----

sub document_ok {
    my ($r, $d, $types) = @_;

    return deny($r, 400, 'InvalidParameterException', 'one of Bytes, S3Object')
        if ref $d ne 'HASH' || keys %$d != 1 || !($d->{Bytes} || $d->{S3Object});
    if (my $s = $d->{S3Object}) {
        return deny($r, 400, 'InvalidS3ObjectException', 'object')
            if ($s->{Bucket} // '') eq '' || ($s->{Name} // '') eq '';
        return 1;
    }
    my $bytes = decode_base64($d->{Bytes});
    return deny($r, 400, 'ImageTooLargeException', 'size') if length $bytes > 5 << 20;
    return $bytes =~ $types || deny($r, 400, 'InvalidImageFormatException', 'format');
}


sub aws_check {
    my ($r, $service, $member, $types, %known) = @_;

    my $b = $r->{body};
    Relevo::Models::Aws::signed($r, $service) or return 0;
    return deny($r, 400, 'SerializationException', 'type')
        if $r->{headers}{'content-type'} ne 'application/x-amz-json-1.1' || ref $b ne 'HASH';
    for (sort keys %$b) {
        return deny($r, 400, 'SerializationException', "unknown $_") if $_ ne $member && !$known{$_};
    }
    return document_ok($r, $b->{$member}, $types);
}


sub rekognition {
    my ($r, $rule, $what) = @_;

    my $target = $r->{headers}{'x-amz-target'};
    my $labels = $target eq 'RekognitionService.DetectLabels';
    my $b = $r->{body};

    if ($what eq 'check') {
        return deny($r, 400, 'UnknownOperationException', $target)
            if $target !~ /^RekognitionService\.Detect(Labels|Text)$/;
        aws_check($r, 'rekognition', 'Image', qr/\A(?:\x89PNG|\xff\xd8\xff)/,
            $labels ? (MaxLabels => 1, MinConfidence => 1, Features => 1) : ()) or return 0;
        return deny($r, 400, 'InvalidParameterException', 'numbers') if ($b->{MinConfidence} // 55) > 100
            || ($b->{MaxLabels} // 1) < 1;
        return 1;
    }
    my @found = @{ $rule->{labels} // [['Perro', 99.1], ['Playa', 93.4], ['Gato', 61.0]] };
    @found = grep { $_->[1] >= ($b->{MinConfidence} // 55) } @found;
    splice @found, $b->{MaxLabels} if $b->{MaxLabels} && @found > $b->{MaxLabels};
    return answer($r, 200, { LabelModelVersion => '3.0', Labels => [map { { Name => $_->[0],
        Confidence => $_->[1], Instances => [], Parents => [], Aliases => [], Categories => [] } } @found] })
        if $labels;
    my $n = 0;
    return answer($r, 200, { TextModelVersion => '3.0', TextDetections => [map { my $id = $n++;
        ({ DetectedText => $_, Type => 'LINE', Id => $id, Confidence => 99 },
         map { { DetectedText => $_, Type => 'WORD', Id => $n++, ParentId => $id, Confidence => 99 } } split)
        } @{ $rule->{lines} // ['CERRADO', 'hasta las 10'] }] });
}


sub blocks {
    my (@lines) = @_;

    my $n = 0;
    return [{ BlockType => 'PAGE', Id => 'p' }, map { { BlockType => 'LINE', Id => 'l' . $n++, Text => $_,
        Confidence => 99.5 }, map { { BlockType => 'WORD', Id => 'w' . $n++, Text => $_, Confidence => 99 } }
        split } @lines];
}


sub textract {
    my ($r, $rule, $what) = @_;

    my $target = $r->{headers}{'x-amz-target'};
    if ($what eq 'check') {
        return deny($r, 400, 'UnknownOperationException', $target)
            if $target !~ /^Textract\.(DetectDocumentText|AnalyzeExpense)$/;
        return aws_check($r, 'textract', 'Document', qr/\A(?:\x89PNG|\xff\xd8\xff|%PDF|II\*\0|MM\0\*)/);
    }
    my @lines = @{ $rule->{lines} // ['Contrato de alquiler', 'Cláusula primera'] };
    return answer($r, 200, { DocumentMetadata => { Pages => 1 }, Blocks => blocks(@lines) })
        if $target =~ /DetectDocumentText$/;
    return answer($r, 200, { DocumentMetadata => { Pages => 1 }, ExpenseDocuments => [{ ExpenseIndex => 1,
        SummaryFields => [map { { Type => { Text => $_->[0], Confidence => 99 },
            ValueDetection => { Text => $_->[1], Confidence => 98 }, $_->[2] ? (LabelDetection =>
            { Text => $_->[2], Confidence => 97 }) : (), PageNumber => 1 } } @{ $rule->{fields} // [] }],
        LineItemGroups => [], Blocks => blocks(@lines) }] });
}

1;
