# The stories that were asked for, played through the screens in Chromium: S2
# and S3 of the requirements by three customers, two agents and a supervisor
# (browser/scenes.mjs), then everything a person does at the desk, once
# (browser/hands.mjs).  RELEVO_TEST_SHOTS=DIR keeps the pictures.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use Test::More;

use Digest::SHA qw(sha256_hex);

use Relevo::Api;
use Relevo::Browser;
use Relevo::Desk;
use Relevo::Media;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

binmode $_, ':utf8' for map { Test::More->builder->$_ } qw(output failure_output todo_output);

browser_or_bail();

my $w = desk_world(eva => 'agent', leo => 'agent', max => 'supervisor', demi => 'agent');

browse($w, 'scenes', {
    deeds($w),
    owner => sub { $w->pg->value(q{select a.name from core.inbox i
        join core.agent a on a.tenant_id = i.tenant_id and a.id = i.agent_id where i.conversation_id = $1},
        $_[0]{conversation}) },
}, $Relevo::Api::PASSWORD);


# ---- everything once ----

my $max = $w->{desk}{max};
is($max->post('/api/v1/canned-replies', { shortcut => 'greet', title => 'Greeting',
    text => 'Hello {{contact.first_name}}, this is {{agent.name}}.' })->{status}, 201, 'a canned reply');
is($max->put('/api/v1/templates/order_ready/en', { category => 'utility',
    body => 'Hi {{1}}, your order {{2}} is here.' })->{status}, 201, 'a template');

my $draw = Relevo::Media->new($w->dir, "$Relevo::World::BUILD/test/relevo-decode");
my ($picture) = grep { $_->{file} =~ /png$/ } @{ $draw->draw('clean', seed => 1, n => 4) };
my ($drawn) = sort { length $b <=> length $a } words_of($picture->{text});


# A file that Ana sends, known to the fake Graph API.
sub ana_sends {
    my ($e, $type, $media, %more) = @_;

    my $id = "file-$type";
    $w->graph->media({ id => $id, %$media });
    return $w->webhook(wa_message($type, { id => $id, mime_type => $media->{mime_type},
        $media->{body} ? (sha256 => sha256_hex($media->{body})) : (), %more },
        from => $e->{from}))->{status};
}


# A second of a tone, in a WAV file.
sub tone {
    my $data = pack 's<*', map { 8000 * sin $_ / 5 } 1 .. 8000;
    open my $out, '>:raw', $w->dir('tone.wav') or die $!;
    print $out 'RIFF', pack('V', 36 + length $data), 'WAVEfmt ', pack('VvvVVvv', 16, 1, 1, 8000, 16000, 2, 16),
        'data', pack('V', length $data), $data;
    close $out or die $!;
    return $w->dir('tone.wav');
}


# What WhatsApp has been sent for somebody, once it has.
sub graph_has {
    my ($to, $is) = @_;
    return wait_for { grep { ($_->{to} // '') =~ /\Q$to\E/ && $is->($_) } $w->graph->sent } 30;
}

my $JSON = JSON::PP->new->canonical;

browse($w, 'hands', {
    deeds($w),
    drawn => sub { $drawn },
    picture => sub { ana_sends($_[0], image => { file => $picture->{path}, mime_type => 'image/png' }) },
    voice => sub { ana_sends($_[0], audio => { file => tone(), mime_type => 'audio/wav' }) },
    document => sub { my ($e) = @_; ana_sends({ from => $e->{from} }, document =>
        { body => "Some text\n", mime_type => 'text/plain' }, filename => $e->{name}) },
    delivered => sub {
        my ($e) = @_;
        my $row;
        wait_until { $row = $w->pg->row(q{select o.id, o.provider_id from core.outbox o
            where o.state = 'sent' and o.payload ->> 'text' = $1}, $e->{text}) } 30, 'it is sent';
        $w->webhook(wa_status($row->{id}, $e->{status}, id => $row->{provider_id}));
        return $row->{provider_id};
    },
    got_file => sub { graph_has($_[0]{to}, sub { $JSON->encode($_[0]) =~ /document/ }) ? 1 : 0 },
    sent => sub { my ($e) = @_;
        graph_has($e->{to}, sub { $JSON->encode($_[0]) =~ /\Q$e->{like}\E/ }) ? 1 : 0 },
    sent_template => sub { graph_has($_[0]{to}, sub { $JSON->encode($_[0]) =~ /order_ready/ }) ? 1 : 0 },
    hours_ago => sub {
        my ($e) = @_;
        $w->pg->do(q{update core.message set at = now() - make_interval(hours => $2)
            where conversation_id = $1 and direction = 'in'}, @$e{qw(conversation hours)});
        return;
    },
    callback => sub {
        $w->pg->do(q{insert into core.callback (tenant_id, conversation_id, contact_id, from_seq, at,
                phone, reason)
            select tenant_id, id, contact_id, 1, now() - interval '1 minute', '+34 600 000 001',
                'About the left one' from core.conversation where id = $1}, $_[0]{conversation});
        return;
    },
    called => sub { $w->pg->value(q{select b.state || ' ' || a.name from core.callback b
        join core.agent a on a.tenant_id = b.tenant_id and a.id = b.agent_id}) },
    outside => sub { $max->post('/api/support/escalate', { customer_id => 'c-77', source_type => 'phone',
        source_phone_number => '+34 600 000 002', subject => $_[0]{subject},
        escalation_reason => 'Rang about the invoice', priority => 'high' })->{json}{ticket_number} },
    worked_on => sub { $w->pg->value(q{select concat_ws(' ', t.status, t.resolution_notes, a.name)
        from core.ticket t join core.agent a on a.tenant_id = t.tenant_id and a.id = t.agent_id
        where t.number = $1}, $_[0]{number}) },
}, $Relevo::Api::PASSWORD);

Relevo::World->finish;
