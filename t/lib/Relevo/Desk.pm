package Relevo::Desk;

# A world for tests that play at the desk in a browser: files both ways, people
# with passwords, and what the browser's program may ask for.
#
#   my $w = desk_world(eva => 'agent', max => 'supervisor');
#   browse($w, 'hands', { deeds($w), more => sub { ... } }, $Relevo::Api::PASSWORD);

use strict;
use warnings;

use Exporter qw(import);
use File::Path qw(make_path);

use Relevo::Api;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

our @EXPORT = qw(desk_world deeds desk_tenant bundle);

my $MAX = 600_000;              # bytes of a file


# Compressed bytes of the desk, {name => bytes}: `code` with English and every
# view, and each other language; `one`: all that one browser can ever fetch.
sub bundle {
    my %bytes = (code => 0, files => 0);

    for my $file (glob "$Relevo::World::TOP/build/console/desk/*.gz") {
        my ($language) = $file =~ m{/(es|pt|fr|it)-};
        $bytes{ $language // 'code' } += -s $file;
        $bytes{files}++;
    }
    my ($most) = sort { $b <=> $a } map { $bytes{$_} // 0 } qw(es pt fr it);
    $bytes{one} = $bytes{code} + $most;
    return %bytes;
}


sub desk_tenant { return Relevo::Api::tenant($_[0], 'demo') }

sub desk_world {
    my ($o, %people) = (ref $_[0] ? shift : {}, @_);

    my $w = Relevo::World->new(thinks => 1, %$o, stopped => 1, set => { 'turn.burst_ms' => 0,
        'sweep.interval' => 100, 'deliver.retry' => '50ms', %{ $o->{set} // {} } });
    my ($uploads, $socket) = ($w->dir('uploads'), $w->socket('files.sock'));
    make_path($uploads);
    chmod 0777, $uploads;
    $w->part('worker')->write('webchat.uploads' => $uploads, 'files.socket' => $socket);
    $w->part('nginx')->write(
        replace => [(map { [qr{location \Q$_\E \{} => "location $_ { relevo_chat_media $uploads max=$MAX;"] }
            qw(/chat/ /api/)), [qr/client_max_body_size 64k;/ => 'client_max_body_size 1m;']],
        server => "location = /files { proxy_pass http://unix:$socket; proxy_force_ranges on; }");
    $w->start(@{ $w->{parts} });

    # a slow machine is no reason to be away
    $w->pg->do(q{select core.desk_set($1, '{"accept_minutes": 0, "csat_seconds": 0}')}, desk_tenant($w));
    $w->{desk}{$_} = Relevo::Api->agent($w, 'demo', $_, $people{$_}) for sort keys %people;
    return $w;
}


# What every program may ask for.
sub deeds {
    my ($w) = @_;

    return (
        reload => sub { $w->part('nginx')->reload; return },
        streams => sub {
            my ($n) = $w->http(GET => '/metrics')->{body} =~ /^relevo_nginx_live_clients(?:\{.*\})? (\d+)/m;
            return 0 + $n;
        },
        texts => sub {
            my ($e) = @_;
            return [map { $_->{text} } $w->pg->rows(q{select text from core.message
                where conversation_id = $1 and text ~ $2 order by id}, $e->{conversation}, $e->{like} // '')];
        },
        link => sub {
            my ($e) = @_;
            my $password = sprintf '%024d', int rand 1e9;
            $w->pg->value('select core.password_once($1, $2, $3, 60)', desk_tenant($w),
                $w->{desk}{ $e->{who} }{agent}, $password);
            return "#/demo?tenant=demo&email=$e->{who}\@demo.example&password=$password";
        },
        # messages are made findable behind the path; a search is not repeated
        findable => sub {
            my ($words) = $_[0]{words} =~ s/ /+/gr;
            my ($boss) = grep { $_ } @{ $w->{desk} }{qw(max ada)};
            wait_until { @{ ($boss->get("/api/v1/search?q=$words")->{json} // {})->{messages} // [] } } 90,
                "'$words' can be found";
            return;
        },
        whatsapp => sub { return $w->webhook(_update(%{ $_[0] }))->{status} },
        conversation => sub {
            my ($e) = @_;
            my $id;
            wait_until { $id = $w->pg->value(q{select conversation_id from core.identity
                where right(value, length($1)) = $1 and conversation_id is not null limit 1}, $e->{from}) } 30,
                "$e->{from} has a conversation";
            wait_until { $w->pg->value('select done_seq = last_seq from core.conversation where id = $1',
                $id) } 60, 'all is answered';
            return $id;
        },
    );
}


# {from, name, text} or {from, type, content, reply_to}
sub _update {
    my (%e) = @_;

    my %o = map { $_ => $e{$_} } grep { defined $e{$_} } qw(from name id reply_to);
    return $e{type} ? wa_message($e{type}, $e{content}, %o) : wa_text($e{text}, %o);
}

1;
