package Relevo::Models::Chat;

# OpenAI and Anthropic: what they demand of a request, and their answers, whole
# and as events.  See Relevo::Models.

use strict;
use warnings;
use utf8;

use JSON::PP;
use MIME::Base64 qw(decode_base64);

our $TEXT = "Olá! ¿Qué tal? 👋 Tudo bem — merci.";

my $json = JSON::PP->new->utf8->canonical;
my %OPENAI = map { $_ => 1 } qw(model messages max_tokens max_completion_tokens
    temperature top_p tools tool_choice parallel_tool_calls response_format
    stream stream_options seed stop user);
my %ANTHROPIC = map { $_ => 1 } qw(model messages max_tokens system
    temperature top_p top_k tools tool_choice stream stop_sequences metadata
    output_config thinking);

sub answer { goto &Relevo::Models::answer }
sub stream { goto &Relevo::Models::stream }


# In the words of whom was asked.
sub status {
    my ($r, $rule) = @_;

    my %h;
    $h{'Retry-After'} = $rule->{retry_after} if defined $rule->{retry_after};
    $h{'retry-after-ms'} = $rule->{retry_after_ms} if $rule->{retry_after_ms};
    $h{'x-should-retry'} = $rule->{should_retry} if $rule->{should_retry};
    my $code = $rule->{code} // 'server_error';
    return answer($r, $rule->{status}, { type => 'error', error =>
        { type => $code, message => "secret words of the provider $Relevo::Models::KEY" } }, %h)
        if $r->{path} eq '/v1/messages';
    return answer($r, $rule->{status}, { message => 'secret words' },
        'x-amzn-ErrorType' => "$code:http://internal.amazon.com/x", %h)
        if $r->{path} =~ m{^/model|^/bots};
    return answer($r, $rule->{status}, { __type => "com.amazonaws.x#$code",
        message => 'secret words' }, %h) if $r->{path} eq '/';
    return answer($r, $rule->{status}, { error => { code => $code,
        message => "secret words of the provider $Relevo::Models::KEY",
        type => 'x', param => undef } }, %h);
}


# Text in pieces of four characters, as deltas come.
sub deltas {
    my ($text) = @_;

    return $text =~ /(.{1,4})/gs;
}


# ---- OpenAI ----

sub openai {
    my ($r, $rule, $what) = @_;

    return $what eq 'check' ? openai_check($r) : openai_answer($r, $rule);
}


sub openai_no {
    my ($r, $status, $code, $message) = @_;

    answer($r, $status, { error => { message => $message, code => $code,
        type => 'invalid_request_error', param => undef } });
    return 0;
}


sub openai_check {
    my ($r) = @_;

    my ($h, $b) = @$r{qw(headers body)};
    my $azure = $r->{path} =~ m{^/openai/};
    my $key = $azure ? $h->{'api-key'} // ''
        : ($h->{authorization} // '') =~ /^Bearer (.+)$/ ? $1 : '';

    return openai_no($r, 401, 'invalid_api_key',
        "Incorrect API key provided: $key") if $key ne $Relevo::Models::KEY;
    return openai_no($r, 400, undef, 'not JSON') if ref $b ne 'HASH';
    return openai_no($r, 415, undef, 'content type')
        if ($h->{'content-type'} // '') ne 'application/json';
    for (sort keys %$b) {
        return openai_no($r, 400, 'unknown_parameter', $_) if !$OPENAI{$_};
    }
    return openai_no($r, 404, 'model_not_found', 'no such model')
        if ($b->{model} // '') !~ /^(gpt|o\d|llama)/;
    return openai_no($r, 400, undef, 'both limits')
        if $b->{max_tokens} && $b->{max_completion_tokens};
    return openai_no($r, 400, undef, 'stream_options without stream')
        if $b->{stream_options} && !$b->{stream};
    return openai_messages($r, $b) && openai_tools($r, $b);
}


sub openai_messages {
    my ($r, $b) = @_;

    my %open;
    return openai_no($r, 400, undef, 'messages') if !@{ $b->{messages} // [] };
    for my $m (@{ $b->{messages} }) {
        my $role = $m->{role} // '';
        return openai_no($r, 400, undef, "role $role")
            if $role !~ /^(system|user|assistant|tool)$/;
        if ($role eq 'tool') {
            return openai_no($r, 400, undef, 'tool without its call')
                if !delete $open{ $m->{tool_call_id} // '' };
            next;
        }
        return openai_no($r, 400, undef, 'a tool call without its result')
            if %open;
        return openai_no($r, 400, undef, 'content')
            if !defined $m->{content} && !$m->{tool_calls};
        if (ref $m->{content}) {
            openai_parts($r, $m) or return 0;
        }
        for my $c (@{ $m->{tool_calls} // [] }) {
            return openai_no($r, 400, undef, 'tool call') if $c->{type} ne
                'function' || ref $c->{function}{arguments};
            $open{ $c->{id} } = 1;
        }
    }
    return !%open || openai_no($r, 400, undef, 'a tool call without a result');
}


# Parts of a message: text, and pictures for models that see.
sub openai_parts {
    my ($r, $m) = @_;

    return openai_no($r, 400, undef, 'parts') if $m->{role} ne 'user' || !@{ $m->{content} };
    for my $p (@{ $m->{content} }) {
        next if $p->{type} eq 'text' && length $p->{text};
        return openai_no($r, 400, undef, 'part') if $p->{type} ne 'image_url';
        return openai_no($r, 400, 'image_parse_error', 'picture')
            if !picture_ok($p->{image_url}{url} =~ m{^data:(image/(?:jpeg|png));base64,(.+)$}s)
            || ($p->{image_url}{detail} // 'auto') !~ /^(low|high|auto)$/;
        return openai_no($r, 400, undef, 'this model does not see')
            if $r->{body}{model} !~ /^gpt-4/;
    }
    return 1;
}


# Is the base64 a picture of that type?
sub picture_ok {
    my ($type, $text) = @_;

    return 0 if !$type || $text !~ m{^[A-Za-z0-9+/]+={0,2}$} || length($text) % 4;
    my $bytes = decode_base64($text);
    return length $bytes <= 5 << 20
        && $bytes =~ ($type eq 'image/png' ? qr/\A\x89PNG/ : qr/\A\xff\xd8\xff/);
}


sub closed {
    my ($schema) = @_;

    return 1 if ($schema->{type} // '') ne 'object';
    my $p = $schema->{properties} // {};
    return defined $schema->{additionalProperties}
        && !$schema->{additionalProperties}
        && @{ $schema->{required} // [] } == keys %$p
        && !grep { !closed($_) } values %$p;
}


sub openai_tools {
    my ($r, $b) = @_;

    for my $t (@{ $b->{tools} // [] }) {
        return openai_no($r, 400, undef, 'tool') if $t->{type} ne 'function'
            || $t->{function}{name} !~ /^[A-Za-z0-9_-]{1,64}$/
            || ($t->{function}{parameters}{type} // '') ne 'object';
    }
    return openai_no($r, 400, undef, 'tool_choice without tools')
        if $b->{tool_choice} && !$b->{tools};
    my $f = $b->{response_format} or return 1;
    return openai_no($r, 400, undef, 'response_format')
        if $f->{type} ne 'json_schema' || !$f->{json_schema}{name};
    return openai_no($r, 400, 'invalid_json_schema', 'strict schema')
        if $f->{json_schema}{strict} && !closed($f->{json_schema}{schema});
    return 1;
}


sub event { return 'data: ' . $json->encode($_[0]) . "\n\n" }

sub chunk {
    my ($delta, $finish) = @_;

    return event({ object => 'chat.completion.chunk', choices => [
        { index => 0, delta => $delta, finish_reason => $finish }] });
}


sub openai_answer {
    my ($r, $rule) = @_;

    my $b = $r->{body};
    my $text = $rule->{text} // ($rule->{tool} ? '' : $TEXT);
    my @calls = map { { id => "call_$_", type => 'function', function => {
        name => $rule->{tool}[0], arguments => $rule->{tool}[1] } } }
        $rule->{tool} ? (1) : ();
    my $finish = $rule->{finish} // (@calls ? 'tool_calls' : 'stop');
    my $usage = { prompt_tokens => 21, completion_tokens => 9,
        total_tokens => 30, prompt_tokens_details => { cached_tokens => 5 } };

    if (!$b->{stream}) {
        return answer($r, 200, '{"choices":[{') if ($rule->{action} // '') eq 'broken';
        return answer($r, 200, { object => 'chat.completion', choices => [{
            index => 0, finish_reason => $finish, message => {
            role => 'assistant', content => length $text ? $text : undef,
            @calls ? (tool_calls => \@calls) : () } }],
            ($rule->{usage} // 1) ? (usage => $usage) : () });
    }

    my @pieces = (chunk({ role => 'assistant', content => '' }),
        ": ping\n\n", map { chunk({ content => $_ }) } deltas($text));
    for my $c (@calls) {
        push @pieces, chunk({ tool_calls => [{ index => 0, id => $c->{id},
            type => 'function', function => { name => $c->{function}{name},
            arguments => '' } }] });
        push @pieces, chunk({ tool_calls => [{ index => 0,
            function => { arguments => $_ } }] })
            for deltas($c->{function}{arguments});
    }
    push @pieces, chunk({}, $finish);
    push @pieces, event({ object => 'chat.completion.chunk', choices => [],
        usage => $usage }) if $b->{stream_options}{include_usage}
        && ($rule->{usage} // 1);
    push @pieces, "data: [DONE]\n\n" if $rule->{done} // 1;
    splice @pieces, 3, 0, "data: {\"choices\":[{\n\n"
        if ($rule->{action} // '') eq 'broken';
    splice @pieces, $rule->{after} // 3, @pieces, event({ error => {
        code => 'server_error', message => 'secret words' } })
        if ($rule->{action} // '') eq 'error';
    return stream($r, $rule, 'text/event-stream', @pieces);
}


# ---- Anthropic ----

sub anthropic {
    my ($r, $rule, $what) = @_;

    return $what eq 'check' ? anthropic_check($r)
                            : anthropic_answer($r, $rule);
}


sub anthropic_no {
    my ($r, $status, $type, $message) = @_;

    answer($r, $status, { type => 'error', request_id => 'req_1',
        error => { type => $type, message => $message } });
    return 0;
}


sub anthropic_check {
    my ($r) = @_;

    my ($h, $b) = @$r{qw(headers body)};
    my $version = $h->{'anthropic-version'} // '';
    my $bad = 'invalid_request_error';

    return anthropic_no($r, 401, 'authentication_error', 'invalid x-api-key')
        if ($h->{'x-api-key'} // '') ne $Relevo::Models::KEY;
    return anthropic_no($r, 400, $bad, 'anthropic-version')
        if $version !~ /^(2023-06-01|2026-10-21)$/;
    return anthropic_no($r, 400, $bad, 'not JSON') if ref $b ne 'HASH';
    for (sort keys %$b) {
        return anthropic_no($r, 400, $bad, "$_: Extra inputs")
            if !$ANTHROPIC{$_};
    }
    return anthropic_no($r, 404, 'not_found_error', 'model')
        if ($b->{model} // '') !~ /^claude/;
    return anthropic_no($r, 400, $bad, 'max_tokens') if !$b->{max_tokens};
    return anthropic_no($r, 400, $bad, 'temperature')
        if $version eq '2026-10-21' && defined $b->{temperature};
    return anthropic_messages($r, $b);
}


sub anthropic_messages {
    my ($r, $b) = @_;

    my $bad = 'invalid_request_error';
    my (%open, $last);
    for my $m (@{ $b->{messages} // [] }) {
        my $role = $m->{role} // '';
        return anthropic_no($r, 400, $bad, "role $role")
            if $role !~ /^(user|assistant)$/ || (!$last && $role ne 'user');
        return anthropic_no($r, 400, $bad, 'roles must alternate')
            if $last && $last eq $role;
        $last = $role;
        my @blocks = ref $m->{content} ? @{ $m->{content} }
            : ({ type => 'text', text => $m->{content} });
        return anthropic_no($r, 400, $bad, 'content') if !@blocks;
        my $others = 0;
        for my $block (@blocks) {
            if ($block->{type} eq 'tool_result') {
                return anthropic_no($r, 400, $bad, 'tool_result')
                    if $others || !delete $open{ $block->{tool_use_id} };
                next;
            }
            return anthropic_no($r, 400, $bad, 'image') if $block->{type} eq 'image'
                && ($role ne 'user' || $block->{source}{type} ne 'base64'
                    || !picture_ok(@{ $block->{source} }{qw(media_type data)}));
            return anthropic_no($r, 400, $bad, 'tool_use without tool_result')
                if %open && $role eq 'user';
            $others++;
            return anthropic_no($r, 400, $bad, 'text is empty')
                if $block->{type} eq 'text' && $block->{text} !~ /\S/;
            $open{ $block->{id} } = 1 if $block->{type} eq 'tool_use';
        }
    }
    return 1 if $last && $last eq 'user' && !%open;
    return anthropic_no($r, 400, $bad, 'messages');
}


sub named { return "event: $_[0]{type}\ndata: " . $json->encode($_[0]) . "\n\n" }


sub anthropic_answer {
    my ($r, $rule) = @_;

    my $text = $rule->{text} // ($rule->{tool} ? '' : $TEXT);
    my $finish = $rule->{finish} // ($rule->{tool} ? 'tool_use' : 'end_turn');
    my %usage = (input_tokens => 16, output_tokens => 1,
        cache_read_input_tokens => 5, cache_creation_input_tokens => 0);
    my $use = { type => 'tool_use', id => 'toolu_1',
        name => $rule->{tool}[0] } if $rule->{tool};

    if (!$r->{body}{stream}) {
        return answer($r, 200, '{"content":[') if ($rule->{action} // '') eq 'broken';
        my @content = length $text ? { type => 'text', text => $text } : ();
        push @content, { %$use, input => eval { JSON::PP->new->decode(
            $rule->{tool}[1]) } } if $use;
        return answer($r, 200, { id => 'msg_1', type => 'message',
            role => 'assistant', content => \@content,
            stop_reason => $finish, usage => { %usage, output_tokens => 9 } });
    }

    my @pieces = (named({ type => 'message_start', message => {
        id => 'msg_1', usage => \%usage } }), named({ type => 'ping' }));
    if (length $text) {
        push @pieces, named({ type => 'content_block_start', index => 0,
            content_block => { type => 'text', text => '' } });
        push @pieces, named({ type => 'content_block_delta', index => 0,
            delta => { type => 'text_delta', text => $_ } })
            for deltas($text);
        push @pieces, named({ type => 'content_block_stop', index => 0 });
    }
    if ($use) {
        push @pieces, named({ type => 'content_block_start', index => 1,
            content_block => { %$use, input => {} } });
        push @pieces, named({ type => 'content_block_delta', index => 1,
            delta => { type => 'input_json_delta', partial_json => $_ } })
            for '', deltas($rule->{tool}[1]);
        push @pieces, named({ type => 'content_block_stop', index => 1 });
    }
    push @pieces, named({ type => 'an_event_to_come' }),
        named({ type => 'message_delta', delta => { stop_reason => $finish },
            usage => { output_tokens => 9 } }),
        named({ type => 'message_stop' });
    splice @pieces, 3, 0, "event: ping\ndata: {\n\n"
        if ($rule->{action} // '') eq 'broken';
    splice @pieces, $rule->{after} // 3, @pieces, named({ type => 'error',
        error => { type => 'overloaded_error', message => 'secret words' } })
        if ($rule->{action} // '') eq 'error';
    return stream($r, $rule, 'text/event-stream', @pieces);
}

1;
