# Attachments of Messenger, Instagram and the generic channel on their whole
# way, in and out: what a customer sends is fetched, without a credential and
# from the channel's own hosts only, read and answered; what an agent sends
# goes as a link that the channel opens.

use strict;
use warnings;
use utf8;
use Digest::SHA 'sha256_hex';
use Encode 'encode_utf8';
use FindBin;
use File::Path 'make_path';
use lib "$FindBin::Bin/lib";

use JSON::PP;
use Test::More;

use Relevo::Api;
use Relevo::Generic;
use Relevo::Http qw(post_signed);
use Relevo::Media;
use Relevo::Page;
use Relevo::Wait;
use Relevo::Workflow;
use Relevo::World;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output);

my $JSON = JSON::PP->new->utf8;
my $w = Relevo::World->new(parts => [qw(redis postgres graph hook worker nginx)], stopped => 1,
    set => { 'turn.burst_ms' => 0, 'deliver.retry' => '50ms', 'deliver.ambiguous_wait' => '20s' },
    graph => ['--status', 'sent,delivered,read', '--status-delay', 30]);
my ($uploads, $socket, $public) = ($w->dir('uploads'), $w->socket('files.sock'), $w->dir('public'));
make_path($uploads, $public);
chmod 0777, $uploads;
$w->part('worker')->write('webchat.uploads' => $uploads, 'files.socket' => $socket,
    'files.public_url' => 'http://' . $w->url);
$w->part('nginx')->write(server => <<"END",
location = /files { proxy_pass http://unix:$socket; }
location /public/ { alias $public/; }
END
    replace => [[qr/location \/api\/ \{/ => "location /api/ { relevo_chat_media $uploads max=9m;"],
        [qr/client_max_body_size 1m;/ => 'client_max_body_size 9m;']]);
$w->start(@{ $w->{parts} });

my %ACCOUNT = (messenger => '9001', instagram => '17841');
my %OBJECT = (messenger => 'page', instagram => 'instagram');
$w->pg->value(q{select core.account_add(tenant_id, $1, $2, $2) from core.tenant
    where slug = 'demo'}, $_, $ACCOUNT{$_}) for sort keys %ACCOUNT;
# their files are where their API is, which is not one of Meta's hosts
$w->pg->do(q{update core.account set settings = settings || jsonb_build_object('api_base', $2::text)
    where channel = $1}, $_, $w->graph->url . "/$_") for sort keys %ACCOUNT;

my $draw = Relevo::Media->new($w->dir, "$Relevo::World::BUILD/test/relevo-decode");
my ($sample) = grep { $_->{file} =~ /png$/ } @{ $draw->draw('clean', seed => 1, n => 4) };
my $png = do { open my $in, '<:raw', $sample->{path} or die; local $/; <$in> };
my $pdf = "%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n";
my $invoice = "FACTURA N.º F-2026-0118\nFecha: 03/11/2026\nTaladro percutor 89,00 €\nTOTAL  107,69 €\n";
my $bea = Relevo::Api->agent($w, 'demo', 'bea', 'agent');
my $boss = Relevo::Api->key($w, 'demo', '*');
my $customer = 7700;


# The id of a file that the provider's hosts have.
sub on_cdn {
    my (%file) = @_;

    my $id = 'file' . ++$customer;
    $w->graph->media({ id => $id, %file });
    return $w->graph->url . "/_cdn/$id";
}

sub say_to {
    my ($channel, @elements) = @_;

    my $body = page_body({ object => $OBJECT{$channel} }, $ACCOUNT{$channel}, @elements);
    return post_signed($w->url, "/webhooks/$channel", $w->secret('whatsapp_app'), $body)->{status};
}

sub attachment {
    my ($type, $url, %o) = @_;

    return page_message({ attachments => [{ type => $type, payload => { url => $url } }] }, %o);
}

sub replies { my ($to) = @_; return grep { ($_->{to} // '') eq $to } $w->graph->sent }

# What it became.
sub worked_on {
    my ($from) = @_;

    wait_until { media_of($w, $from)->{state} =~ /^(done|failed|unsupported)$/ } 60, 'it is worked on';
    return media_of($w, $from);
}

sub taken {
    my ($id) = @_;

    wait_until { $w->pg->value('select done_seq = last_seq from core.conversation where id = $1', $id) }
        60, 'all is answered';
    $boss->post("/api/v1/conversations/$id/handoff", { reason => 'x' });
    is($bea->post("/api/v1/conversations/$id/claim")->{status}, 200, 'an agent takes over');
}

sub give {
    my ($id, $bytes, $query, $type) = @_;

    return $bea->post("/api/v1/conversations/$id/attachments?$query", $bytes, 'Content-Type' => $type);
}

sub outcome {
    my ($message) = @_;

    my $row;
    wait_until { $row = $w->pg->row('select state, error from core.outbox where id = $1', $message);
        $row && $row->{state} =~ /^(sent|failed)$/ } 60, 'an end';
    return join ' ', grep { defined } @$row{qw(state error)};
}

# Whoever has the link; we are at that address.
sub open_link {
    my ($link) = @_;

    return $w->http(GET => $link =~ s{^http://[^/]+}{}r);
}


for my $channel (qw(messenger instagram)) {
    subtest "$channel: a picture in" => sub {
        my $from = ++$customer;

        is(say_to($channel, attachment(image => on_cdn(file => $sample->{path}), from => $from)), 200,
            'accepted');
        my $media = worked_on($from);
        is($media->{state}, 'done', 'read') or diag(explain($media));
        is($media->{mime}, 'image/png', 'its type, sniffed');
        is($w->pg->value(q{select encode(sha256, 'hex') from core.media where id = $1}, $media->{id}),
            sha256_hex($png), 'all of it');
        ok(length $media->{text}, 'its text');
        wait_until { replies($from) } 30, 'a reply';
        like((replies($from))[0]{text}, qr{imagen|foto|recib|received|picture|image}i, 'which is about it');
        ok(!(grep { $_->{kind} eq 'refused' } $w->graph->history), 'no stranger saw a credential');
    };

    subtest "$channel: a URL of somebody else's" => sub {
        my $from = ++$customer;
        my $before = grep { $_->{uri} =~ /stolen/ } $w->part('nginx')->access;

        is(say_to($channel, attachment(image => 'http://' . $w->url . '/public/stolen.png', from => $from)),
            200, 'accepted');
        my $media = worked_on($from);
        is("$media->{state} $media->{error}", 'failed unsafe', 'is not fetched');
        is((grep { $_->{uri} =~ /stolen/ } $w->part('nginx')->access), $before, 'nobody asked for it');
        wait_until { replies($from) } 30, 'the customer hears of it';
        pass('the customer hears of it');
    };

    subtest "$channel: a file of an agent" => sub {
        my $from = ++$customer;

        is(say_to($channel, page_text('Hola', from => $from)), 200, 'a customer');
        wait_until { replies($from) } 30, 'answered';
        my $id = $w->pg->value('select conversation_id from core.identity where value = $1', "$from");
        taken($id);
        is(give($id, $png, 'name=plano.png&caption=El%20plano', 'image/png')->{status}, 422,
            'there are no captions here');
        my $r = give($id, $png, 'name=plano.png', 'image/png');
        is($r->{status}, 202, 'a picture') or diag($r->{body});
        is(outcome($r->{json}{message}), 'sent', 'is sent');
        my ($sent) = grep { $_->{message}{attachment} } replies($from);
        is($sent->{message}{attachment}{type}, 'image', 'as an attachment');
        my $got = open_link($sent->{message}{attachment}{payload}{url});
        is(sha256_hex($got->{body}), sha256_hex($png), 'whose URL gives it');
        is($got->{headers}{'content-type'}, 'image/png', 'as what it is');
        wait_until { $w->pg->value('select status from core.message where id = $1', $r->{json}{message})
            eq 'read' } 20, 'read by the customer';
        is($w->pg->value('select count(*) from core.message where provider_id = $1', $sent->{id}), 1,
            'its echo is no message of its own');

        $r = give($id, $pdf, 'name=oferta.pdf', 'application/pdf');
        if ($channel eq 'instagram') {
            is($r->{status}, 422, 'Instagram takes no documents') or diag($r->{body});
            return;
        }
        is(outcome($r->{json}{message}), 'sent', 'a document');
        ($sent) = grep { ($_->{message}{attachment}{type} // '') eq 'file' } replies($from);
        is(open_link($sent->{message}{attachment}{payload}{url})->{body}, $pdf, 'as a file');
    };
}


subtest 'messenger: an invoice, and a question about it' => sub {
    my $from = ++$customer;

    is(say_to('messenger', page_text('Hola', from => $from)), 200, 'a customer');
    wait_until { replies($from) } 30, 'answered';
    is(say_to('messenger', attachment(file => on_cdn(body => $invoice, mime_type => 'text/plain'),
        from => $from)), 200, 'sends a document');
    is(worked_on($from)->{state}, 'done', 'it is read');
    wait_until { replies($from) > 1 } 30, 'answered';
    say_to('messenger', page_text('¿Cuál es el total de la factura?', from => $from));
    wait_until { replies($from) > 2 } 30, 'answered';
    like((replies($from))[-1]{text}, qr/107,69/, 'and known');
};


subtest 'generic: in by a link, out by a link' => sub {
    my $r = $w->cli(qw(channel add generic orders --tenant demo --callback), $w->hook->url);
    my ($callback) = $r->{out} =~ /^callback secret: (whsec_\S+)$/m;
    my ($secret) = $r->{out} =~ /^secret: (\S+)$/m;
    ok($callback && $secret, 'an endpoint') or diag($r->{err});
    $w->hook->secrets($callback);
    my $post = sub { post_generic($w, 'orders', $secret, envelope(@_))->{status} };
    wait_until { $post->('hola', contact => 'c1') == 200 } 15, 'nginx knows it';
    wait_until { $w->hook->sent('c1') } 30, 'answered';

    $w->write_file('public/factura.txt', encode_utf8($invoice));
    my $link = 'http://' . $w->url . '/public/factura.txt';
    my $media = sub { my (%o) = @_; return { type => 'document', mime => 'text/plain',
        filename => 'factura.txt', link => $link, %o } };
    is($post->(undef, contact => 'c1', type => 'document', media => $media->(
        sha256 => sha256_hex(encode_utf8($invoice)), bytes => length encode_utf8($invoice))), 200,
        'a document');
    my $got = worked_on('c1');
    is($got->{state}, 'done', 'it is fetched and read') or diag(explain($got));
    like($got->{text}, qr/TOTAL\s+107,69 €/, 'all of it');
    wait_until { $w->hook->sent('c1') > 1 } 30, 'answered';
    $post->('¿Cuál es el total de la factura?', contact => 'c1');
    wait_until { $w->hook->sent('c1') > 2 } 30, 'answered';
    like(($w->hook->sent('c1'))[-1]{body}, qr/107,69/, 'and known');
    my ($asked) = grep { $_->{uri} =~ /factura/ } $w->part('nginx')->access;
    ok($asked, 'whose host was asked');

    is($post->(undef, contact => 'c2', type => 'document', media => $media->(sha256 => 'ab' x 32)), 200,
        'one with another digest');
    my $wrong = worked_on('c2');
    is("$wrong->{state} $wrong->{error}", 'failed mismatch', 'is not the one announced');
    is($post->(undef, contact => 'c3', type => 'document', media => $media->(link => 'ftp://x/a')), 200,
        'one of another scheme');
    $wrong = worked_on('c3');
    is("$wrong->{state} $wrong->{error}", 'failed unsafe', 'is not fetched');

    my $id = $w->pg->value('select conversation_id from core.identity where value = $1', 'c1');
    taken($id);
    $r = give($id, $pdf, 'name=oferta.pdf&caption=La%20oferta', 'application/pdf');
    is($r->{status}, 202, 'a file of the agent') or diag($r->{body});
    is(outcome($r->{json}{message}), 'sent', 'is sent');
    my ($line) = grep { $_->{id} eq $r->{json}{message} } $w->hook->sent('c1');
    my $body = $JSON->decode(encode_utf8($line->{body}));
    is_deeply([@{ $body->{media} }{qw(filename mime bytes caption)}],
        ['oferta.pdf', 'application/pdf', length $pdf, 'La oferta'], 'what it is');
    is_deeply([grep { exists $body->{media}{$_} } qw(object file path)], [], 'and nothing of our own');
    is(open_link($body->{media}{link})->{body}, $pdf, 'by a link');
};

Relevo::World->finish;
